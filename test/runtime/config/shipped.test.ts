import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { changeKinds } from '../../../functions/domain/change.ts';
import { parseConfig } from '../../../functions/runtime/config/parse.ts';
import { configSchema } from '../../../functions/runtime/config/schema.ts';
import { matchesPublishedSchema } from './published-schema.ts';

const text = readFileSync('notifier.yaml', 'utf8');

/** The file with its examples brought to life: a comment that starts with an option is one, and so is what it indents. */
const withExamples = text
  .split('\n')
  .map((line) =>
    line.replace(
      /^( *)# (?=(?: *- | {2,}\w+:|chat:|ml-chat:|leads-chat:|event-bus:|platform-team:|link:|email:|history:|sources:))/,
      '$1',
    ),
  )
  .join('\n');

describe('notifier.yaml as shipped', () => {
  it('watches every group, and tells a topic for people, operators too, and one for machines, without subscribers', () => {
    expect(parseConfig(text, 'notifier.yaml')).toMatchObject({
      watch: [{ groups: ['*'], images: [], packages: [], except: [], notify: ['people', 'machines'] }],
      operators: ['people'],
      destinations: {
        people: { sns: { format: 'text', email: [] } },
        machines: { sns: { format: 'json', email: [] } },
      },
    });
  });

  it('names its schema for editors', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./notifier.schema.json');
    expect(matchesPublishedSchema(parse(text))).toBe(true);
  });

  it('has examples that are valid', () => {
    const config = parseConfig(withExamples, 'notifier.yaml');
    expect(config.watch).toHaveLength(4);
    expect(Object.keys(config.destinations)).toEqual([
      'people',
      'machines',
      'chat',
      'ml-chat',
      'leads-chat',
      'event-bus',
      'platform-team',
    ]);
    expect(matchesPublishedSchema(parse(withExamples))).toBe(true);
  });

  it('shows every option', () => {
    const config = parseConfig(withExamples, 'notifier.yaml');
    const file = parse(withExamples) as { watch: { changes?: string[] }[] };
    const written = file.watch;
    const rule = configSchema.shape.watch.element.in.shape;
    const { sns, eventbridge } = configSchema.shape.destinations.valueType.in.shape;
    expect(Object.keys(file).sort()).toEqual(Object.keys(configSchema.shape).sort());
    expect(new Set(written.flatMap((entry) => Object.keys(entry)))).toEqual(new Set(Object.keys(rule)));
    expect(new Set(written.flatMap(({ changes = [] }) => changes))).toEqual(new Set(changeKinds));
    const shown = (kind: 'sns' | 'eventbridge') =>
      new Set(Object.values(config.destinations).flatMap((entry) => Object.keys(entry[kind] ?? {})));
    expect(shown('sns')).toEqual(new Set(Object.keys(sns.unwrap().shape)));
    expect(shown('eventbridge')).toEqual(new Set(Object.keys(eventbridge.unwrap().shape)));
    const formats = Object.values(config.destinations).flatMap((entry) => entry.sns?.format ?? []);
    expect(new Set(formats)).toEqual(new Set(sns.unwrap().shape.format.options));
  });
});
