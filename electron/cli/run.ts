import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Envelope, RouteName } from '../../shared/ipc/contract.ts';
import { fail } from '../../shared/ipc/route.ts';
import { type Core, createCore } from '../core.ts';
import { createRouter, type Router } from '../ipc/router.ts';
import { nodePorts } from '../ports.ts';
import { type Command, readArguments } from './arguments.ts';
import type { Call } from './authorise.ts';
import { serve } from './serve.ts';
import { usage } from './usage.ts';

const EXIT = { ok: 0, refused: 1, usage: 2 };

/** Runs one command of the command line; its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const command = readArguments(args, process.env);
  if (command.kind === 'help') {
    process.stdout.write(usage());
    return EXIT.ok;
  }
  if (command.kind === 'wrong') return wrong(command.reason);
  if (command.kind === 'sandbox') {
    const { runSandbox } = await import('../sandbox/run.ts');
    return runSandbox(command.args);
  }
  const input = command.kind === 'call' ? readInput(command.input) : { value: {} };
  if (!input) return wrong('The input is not JSON. Put it in single quotes, or send it with "-".');
  try {
    return await withWorkspace(command, input.value);
  } catch (error) {
    // The folder cannot be used at all; everything else is an answer.
    return answer(fail('unexpected', error instanceof Error ? error.message : String(error)));
  }
}

async function withWorkspace(
  command: Extract<Command, { kind: 'call' | 'serve' }>,
  input: unknown,
): Promise<number> {
  const ports = await nodePorts({
    userData: command.userData,
    migrations: fileURLToPath(new URL('../database/migrations', import.meta.url)),
    version: version(),
    logName: 'cli',
  });
  const core = await createCore(ports);
  try {
    const router = createRouter(core, { checkOutput: true });
    const refused = await unseal(core, router, command.passphraseEnv);
    if (refused) return answer(refused);
    if (command.kind === 'call' && command.route === 'accounts.authorise')
      return answer(await signIn(router, input));
    if (command.kind === 'call') return answer(await call(router, command.route, input));
    if (core.status().state !== 'ready') return answer(await call(router, 'profiles.get', {}));
    await serve(core, (line) => process.stdout.write(`${line}\n`));
    return EXIT.ok;
  } finally {
    await core.close();
  }
}

/** Stays until the browser came back: what waits for it lives in this process. */
async function signIn(router: Router, input: unknown): Promise<Envelope<RouteName>> {
  const { authorise } = await import('./authorise.ts');
  const ask = (name: RouteName, of: unknown) => call(router, name, of);
  const ended = await authorise(ask as Call, input, {
    input: process.stdin,
    say: (text) => void process.stderr.write(text),
  });
  if (!ended.ok || ended.value.failure === null) return ended;
  const { code, message } = ended.value.failure;
  return { ok: false, error: { code, message } } as Envelope<RouteName>;
}

/** Opens or makes a workspace under the passphrase in the environment; the answer when that failed. */
async function unseal(
  core: Core,
  router: Router,
  passphraseEnv: string | null,
): Promise<Envelope<RouteName> | null> {
  const { state } = core.status();
  if (passphraseEnv === null || (state !== 'locked' && state !== 'choose_passphrase')) return null;
  const passphrase = process.env[passphraseEnv];
  if (!passphrase) {
    return fail('invalid_input', `The environment variable ${passphraseEnv} holds no passphrase.`);
  }
  const route = state === 'locked' ? 'vault.unlock' : 'vault.choosePassphrase';
  const opened = await call(router, route, { passphrase });
  return opened.ok ? null : opened;
}

async function call(router: Router, route: string, input: unknown): Promise<Envelope<RouteName>> {
  const envelope = await router.invoke(route, input, { kind: 'cli' });
  const state = envelope.ok ? null : envelope.error.details?.state;
  if (envelope.ok || (state !== 'locked' && state !== 'choose_passphrase')) return envelope;
  const { code, message, details } = envelope.error;
  const hint = 'On the command line, --passphrase-env names the variable that holds it.';
  return fail(code, `${message} ${hint}`, details);
}

function answer(envelope: Envelope<RouteName>): number {
  process.stdout.write(`${JSON.stringify(envelope)}\n`);
  return envelope.ok ? EXIT.ok : EXIT.refused;
}

function wrong(reason: string): number {
  process.stderr.write(`${reason}\nnpm run -s cli -- --help lists what there is.\n`);
  return EXIT.usage;
}

function readInput(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text === '-' ? readFileSync(0, 'utf8') : text) };
  } catch {
    return null;
  }
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
