import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseConfig } from '../../../functions/runtime/config/parse.ts';
import { configSchema } from '../../../functions/runtime/config/schema.ts';
import { matchesPublishedSchema } from './published-schema.ts';

const text = readFileSync('notifier.yaml', 'utf8');

/** The file with its examples brought to life: a comment that starts with an option is one, and so is what it indents. */
const withExamples = text
  .split('\n')
  .map((line) => line.replace(/^( *)# (?=(?: *- | {2,}\w+:|platform-team:|link:|email:))/, '$1'))
  .join('\n');

describe('notifier.yaml as shipped', () => {
  it('watches every group, and tells a topic for people and one for machines, without subscribers', () => {
    expect(parseConfig(text, 'notifier.yaml')).toMatchObject({
      watch: [{ groups: ['*'], except: [], notify: ['people', 'machines'] }],
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
    expect(config.watch).toHaveLength(2);
    expect(Object.keys(config.destinations)).toEqual(['people', 'machines', 'platform-team']);
    expect(matchesPublishedSchema(parse(withExamples))).toBe(true);
  });

  it('shows every option', () => {
    const { watch, destinations, ...rest } = parseConfig(withExamples, 'notifier.yaml');
    const rule = configSchema.shape.watch.element.shape;
    const sns = configSchema.shape.destinations.valueType.shape.sns.shape;
    expect(Object.keys(rest).sort()).toEqual(['limits', 'link', 'schedule']);
    expect(new Set(watch.flatMap((entry) => Object.keys(entry)))).toEqual(new Set(Object.keys(rule)));
    expect(new Set(Object.values(destinations).flatMap((entry) => Object.keys(entry.sns)))).toEqual(
      new Set(Object.keys(sns)),
    );
  });
});
