/** The validated config, bundled with a function: the bundler resolves this name to a JSON file that it writes. */
declare module 'notifier-config' {
  // An ambient module takes a type from another file by no other way.
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports
  const config: import('./runtime/config/schema.ts').Config;
  export default config;
}
