/** The direction of imports: data flows one way, and what is bundled into a function takes nothing from elsewhere. */
const part = (name) => `^functions/${name}/`;
const onlyFrom = (name, ...allowed) => ({
  name: `${name}-imports-only-${allowed.join('-')}`,
  severity: 'error',
  from: { path: part(name) },
  to: { path: '^(functions|infra|local|cli|test|scripts)/', pathNot: [name, ...allowed].map(part) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    onlyFrom('domain', 'domain'),
    onlyFrom('registry', 'domain'),
    onlyFrom('store', 'domain'),
    onlyFrom('channels', 'domain'),
    onlyFrom('reconcile', 'domain'),
    onlyFrom('runtime', 'domain', 'registry', 'store', 'channels', 'reconcile'),
    {
      name: 'config-is-read-without-the-functions',
      severity: 'error',
      from: { path: '^functions/runtime/config/' },
      to: { path: '^functions/', pathNot: ['^functions/runtime/config/', part('domain')] },
    },
    {
      name: 'infra-takes-only-schemas-and-types',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^functions/',
        pathNot: ['^functions/runtime/config/', '^functions/runtime/metric-names', '^functions/[^/]+/env'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'product-never-imports-the-playground',
      severity: 'error',
      from: { path: '^(functions|infra)/' },
      to: { path: '^(local|cli|test|scripts)/' },
    },
    {
      name: 'only-replay-and-test-write',
      severity: 'error',
      from: { path: '^cli/', pathNot: '^cli/(replay|test|writing)/' },
      to: { path: '^cli/writing/' },
    },
    {
      name: 'nothing-imports-the-command-line',
      severity: 'error',
      from: { path: '^(local|scripts)/' },
      to: { path: '^cli/' },
    },
    {
      name: 'functions-and-program-have-no-development-dependency',
      severity: 'error',
      from: { path: '^(functions|infra|cli)/', pathNot: '^infra/(app|member)[.]ts' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
    },
  },
};
