/** The validated config, bundled with a function: the bundler resolves this name to a JSON file that it writes. */
declare module 'notifier-config' {
  const config: import('./runtime/config/schema.ts').Config;
  export default config;
}
