/**
 * The walls of docs/architecture.md, enforced. Imports go down only; what must be told upward
 * goes as an event on the bus.
 */
const ELECTRON = 'node_modules/electron/';

/** Floors of electron/, lowest first. A folder may import its own floor's siblings only through the floor below. */
const FLOORS = [
  ['database', 'vault', 'bus', 'clock', 'log'],
  ['platforms', 'oauth'],
  [
    'settings',
    'profiles',
    'power',
    'clients',
    'labels',
    'accounts',
    'media',
    'media-relay',
    'audit',
  ],
  ['posts'],
  ['publishing', 'schedule'],
  ['approvals', 'calendar', 'engagement', 'rounds', 'metrics', 'inbox', 'ai'],
  [
    ...['insights', 'dashboard', 'reports', 'plans', 'privacy'],
    ...['practice', 'sync', 'automation', 'imports'],
  ],
  ['demo'],
  ['core'],
  ['ipc', 'shell', 'ports', 'app', 'main', 'cli'],
];
const folder = (names) => `^electron/(${names.join('|')})(/|\\.ts$)`;

const downOnly = FLOORS.slice(0, -1).map((names, floor) => ({
  name: `floor-${floor + 2}-imports-down-only`,
  severity: 'error',
  from: { path: folder(names) },
  to: { path: folder(FLOORS.slice(floor + 1).flat()) },
}));

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'renderer-imports-only-renderer-and-shared',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|tests|scripts)/' },
    },
    {
      name: 'renderer-is-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^renderer/ui/' },
      to: { path: '^(shared/|renderer/(app|ipc|views)/)' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|tests|scripts)/' },
    },
    {
      name: 'shared-is-no-node',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: '^electron/(shell/|(app|main)\\.ts$|preload\\.ts$)',
      },
      to: { path: [ELECTRON, '^electron$'] },
    },
    {
      name: 'networks-only-through-the-registry',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/platforms/' },
      to: { path: '^electron/platforms/[^/]+/' },
    },
    {
      name: 'networks-do-not-know-each-other',
      severity: 'error',
      from: { path: '^electron/platforms/([^/]+)/' },
      // What Facebook, Instagram and Threads have in common is in graph/.
      to: { path: '^electron/platforms/[^/]+/', pathNot: '^electron/platforms/($1|graph)/' },
    },
    {
      name: 'sandbox-shares-no-code-with-what-it-tests',
      severity: 'error',
      from: { path: '^electron/sandbox/' },
      to: { path: '^(electron|renderer|tests|scripts)/', pathNot: '^electron/sandbox/' },
    },
    {
      // In a thread of its own, when somebody practises: nothing of it may be on the start-up path.
      name: 'sandbox-is-for-practice-the-command-line-and-tests',
      severity: 'error',
      from: {
        path: '^(electron|renderer|shared)/',
        pathNot: '^electron/(sandbox/|practice/practice-worker\\.ts$|cli(/|\\.ts$))',
      },
      to: { path: '^electron/sandbox/' },
    },
    ...downOnly,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|release|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
