import { fileURLToPath } from 'node:url';
import { createCore } from '../core.ts';
import { nodePorts } from '../ports.ts';
import { HELP, readSeedArguments, type SeedArguments } from './seed/arguments.ts';
import { plantWorkspace, type Sample, samplesIn } from './seed/workspace.ts';

process.exitCode = await run();

async function run(): Promise<number> {
  const parsed = readSeedArguments(process.argv.slice(2), process.env);
  if (parsed.kind === 'help') {
    console.log(HELP);
    return 0;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${parsed.reason}\nnpm run -s seed -- --help lists the options.`);
    return 2;
  }
  try {
    return await seed(parsed);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function seed(wanted: SeedArguments): Promise<number> {
  const begun = performance.now();
  const machine = await nodePorts({
    userData: wanted.userData,
    migrations: fileURLToPath(new URL('../database/migrations', import.meta.url)),
    version: 'seed',
    logName: 'seed',
  });
  // What is written carries the time of the sample, not of this run: the same seed is the same workspace.
  const core = await createCore({ ...machine, clock: { now: () => wanted.now } });
  try {
    await unseal(core, wanted.passphraseEnv);
    const services = core.services();
    if (!services) return refuse(core.status().message ?? 'The workspace is not open.');

    const found = samplesIn(services.database);
    if (found === 'other') {
      return refuse(`${wanted.userData} has a workspace of its own. Name an empty folder.`);
    }
    if (found) return compare(found, wanted);

    const counts = await plantWorkspace(services, wanted);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const parts = [...counts].map(([status, count]) => `${count} ${status.replace('_', ' ')}`);
    console.log(`${wanted.userData}: ${wanted.posts} posts in ${seconds} s (${parts.join(', ')}).`);
    return 0;
  } finally {
    await core.close();
  }
}

/** Opens or makes a workspace under the passphrase in the environment, where there is no keychain. */
async function unseal(core: Awaited<ReturnType<typeof createCore>>, name: string | null) {
  const { state } = core.status();
  if (name === null || (state !== 'locked' && state !== 'choose_passphrase')) return;
  const passphrase = process.env[name];
  if (!passphrase) throw new Error(`The environment variable ${name} holds no passphrase.`);
  const opened = await (state === 'locked'
    ? core.unlock(passphrase)
    : core.choosePassphrase(passphrase));
  if (!opened.ok) throw new Error(opened.error.message);
}

function compare(found: Sample, wanted: SeedArguments): number {
  const told = `seed ${found.seed}, ${found.posts} posts, ${found.clients} clients`;
  const same =
    found.seed === wanted.seed && found.posts === wanted.posts && found.clients === wanted.clients;
  if (!same) return refuse(`There is another sample already (${told}). Name an empty folder.`);
  console.log(`This sample is there already (${told}), so nothing was changed.`);
  return 0;
}

function refuse(message: string): number {
  console.error(message);
  return 1;
}
