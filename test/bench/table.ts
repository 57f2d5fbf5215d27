export interface Table {
  readonly title: string;
  readonly rows: readonly Record<string, string | number>[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
