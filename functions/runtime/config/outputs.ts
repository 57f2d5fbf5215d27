import type { Config } from './schema.ts';

/** The outputs of a stack that the command line reads, beside those of its topics. */
export const outputs = { table: 'Table', pollFunction: 'PollFunction' } as const;

/**
 * Which output has the ARN of a destination's topic, by the destination's name: ml-approvals -> TopicMlApprovals. Keys know letters
 * and digits only, so names such as a-1 and a1 are kept apart, by their order in the config.
 */
export function topicOutputs(destinations: Config['destinations']): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const [name, { sns }] of Object.entries(destinations)) {
    if (!sns) continue;
    const key = freeKey(name, taken);
    taken.add(key);
    keys.set(name, key);
  }
  return keys;
}

function freeKey(name: string, taken: ReadonlySet<string>): string {
  const words = name.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  const key = `Topic${words.join('')}`;
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? key : `${key}No${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
