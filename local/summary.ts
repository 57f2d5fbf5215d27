import type { Notification } from '../functions/domain/change.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { Audience } from './audience.ts';
import type { Colors } from './output.ts';

/** How often each destination was told of each kind of change, and how often of the same. */
export function summary(
  { heard, messages }: Audience,
  { destinations }: Config,
  twice: number,
  { bold, dim }: Colors,
): string {
  if (heard.length === 0) return bold('0 notifications: the rules ask for nothing that happens to the samples');
  const names = Object.keys(destinations);
  const total = `${heard.length} notifications in ${messages} messages to ${names.join(', ')}, ${twice} told twice`;
  const [head = '', ...rows] = table(heard, names);
  return [dim(head), ...rows, '', bold(total)].join('\n');
}

function table(heard: readonly Notification[], names: readonly string[]): readonly string[] {
  const kinds = [...new Set(heard.map(({ change }) => change.kind))];
  const first = Math.max(...kinds.map(({ length }) => length));
  const cells = (kind: string) =>
    names.map((name) => {
      const count = heard.filter(({ destination, change }) => destination === name && change.kind === kind).length;
      return String(count || '-').padStart(name.length);
    });
  return [['', ...names], ...kinds.map((kind) => [kind, ...cells(kind)])].map(([label = '', ...row]) =>
    [label.padEnd(first), ...row].join('  '),
  );
}
