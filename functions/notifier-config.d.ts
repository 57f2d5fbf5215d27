/** The validated config, bundled with a function: the bundler resolves this name to a JSON file that it writes. */
declare module 'notifier-config' {
  import type { Config } from './runtime/config/schema.ts';
  const config: Config;
  export default config;
}
