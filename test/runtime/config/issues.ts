import { ConfigError, parseConfig } from '../../../functions/runtime/config/parse.ts';

/** A config with nothing but what must be there; given parts replace its own. */
export function configText(parts: { rule?: string; destinations?: string; top?: string } = {}): string {
  const {
    rule = 'groups: [fraud], notify: [people]',
    destinations = 'people: { sns: { format: text } }',
    top = '',
  } = parts;
  return `watch:\n  - { ${rule} }\ndestinations: { ${destinations} }\n${top}\n`;
}

export function refusalOf(text: string): ConfigError {
  try {
    parseConfig(text, 'notifier.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected the config to be refused');
}
