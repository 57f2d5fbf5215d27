/**
 * Writes the published JSON Schemas into the working folder; with `--check`, says which of those there are not current
 * instead, and exits with 1.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { messageSchema } from '../functions/channels/shared/json.ts';
import { configSchema } from '../functions/runtime/config/schema.ts';

const schemas = {
  'notifier.schema.json': configSchema,
  'notification.schema.json': messageSchema,
};

/** As one writes it, not as it is parsed: defaults may be left out, and readers of a message accept fields to come. */
function render(schema: z.core.$ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), undefined, 2)}\n`;
}

const stale: string[] = [];
for (const [file, schema] of Object.entries(schemas)) {
  const wanted = render(schema);
  if ((await readFile(file, 'utf8').catch(() => undefined)) === wanted) continue;
  if (process.argv.includes('--check')) stale.push(file);
  else await writeFile(file, wanted);
}

if (stale.length > 0) {
  console.error(`Not current: ${stale.join(', ')}. Run \`npm run schemas\` and commit the result.`);
  process.exitCode = 1;
}
