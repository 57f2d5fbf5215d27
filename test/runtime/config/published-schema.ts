import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';

const schema = JSON.parse(readFileSync('notifier.schema.json', 'utf8')) as AnySchema;

/** Whether an editor that holds a config against notifier.schema.json has nothing to say. */
export const matchesPublishedSchema: (config: unknown) => boolean = new Ajv({ formats: { email: true } }).compile(
  schema,
);
