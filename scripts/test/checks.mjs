import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { run } from '../setup/child.mjs';
import { inProject, node24, root } from '../setup/project.mjs';

/** The checks that run no test. Each answers `{ isGood, output }`, or undefined without its subject. */
export const checks = { types, lint, structure, docs };

const tool = (...parts) => inProject('node_modules', ...parts);

async function node(args) {
  const { code, output } = await run(node24, args, { quiet: true, cwd: root });
  return { isGood: code === 0, output };
}

async function types() {
  const configs = ['.', 'shared', 'renderer', 'tests'].map((folder) => `${folder}/tsconfig.json`);
  const compiler = await fastCompiler();
  const results = [];
  for (const config of configs.filter((file) => existsSync(inProject(file)))) {
    results.push(await node([compiler, '--noEmit', '--pretty', 'false', '-p', config]));
  }
  return all(results);
}

/** TypeScript 7 is a native binary, which not every platform has; 6 gives the same answer later. */
async function fastCompiler() {
  const fast = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript-7/package.json')));
  return (await node([fast, '--version'])).isGood ? fast : tool('typescript/bin/tsc');
}

function lint() {
  return node([tool('@biomejs/biome/bin/biome'), 'check', '.']);
}

async function structure() {
  return all([await walls(), await node([tool('knip/bin/knip.js'), '--no-progress'])]);
}

async function walls() {
  const cruiser = tool('dependency-cruiser/bin/dependency-cruiser.mjs');
  const folders = ['electron', 'renderer', 'shared'].filter((name) => existsSync(inProject(name)));
  const { output } = await node([cruiser, ...folders, '--output-type', 'json']);
  let summary;
  try {
    ({ summary } = JSON.parse(output));
  } catch {
    return { isGood: false, output };
  }
  // With a TypeScript that it cannot read it finds no module, and then no fault either.
  if (!summary.totalCruised) return { isGood: false, output: 'dependency-cruiser saw no modules' };
  const lines = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { isGood: summary.error === 0, output: lines.join('\n') };
}

/** The pages of docs/ that are made must be what the contract, the capabilities and the tests say today. */
function docs() {
  const script = 'electron/cli/docs.ts';
  return existsSync(inProject(script)) ? node([script, '--check']) : undefined;
}

function all(results) {
  const bad = results.filter(({ isGood }) => !isGood);
  return { isGood: bad.length === 0, output: bad.map(({ output }) => output).join('\n') };
}
