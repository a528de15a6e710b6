import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../shared/ipc/contract.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const CLI = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url));
const PASSPHRASE = 'correct horse battery staple';

let userData: string;
let running: ChildProcess[];
beforeEach(() => {
  userData = temporaryFolder();
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(userData, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}
interface Answer extends Ended {
  envelope: { ok: boolean; value?: unknown; error?: { code: string; message: string } };
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: {
      ...process.env,
      CLIENTNEST_USER_DATA: userData,
      CLIENTNEST_NO_KEYCHAIN: '1',
      PW: PASSPHRASE,
      ...env,
    },
  });
  running.push(child);
  return child;
}

async function run(
  args: readonly string[],
  input = '',
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = start(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** One call on the workspace under the passphrase; standard output must be one line of JSON. */
async function call(
  route: string,
  input?: unknown,
  args: readonly string[] = ['--passphrase-env', 'PW'],
): Promise<Answer> {
  const ended = await run([
    ...args,
    route,
    ...(input === undefined ? [] : [JSON.stringify(input)]),
  ]);
  expect(ended.stdout.trim().split('\n'), ended.stderr).toHaveLength(1);
  return { ...ended, envelope: JSON.parse(ended.stdout) };
}

describe('one call on the command line', () => {
  it('makes a workspace under the passphrase and works on it', async () => {
    const created = await call('clients.create', { name: 'Bakery' });
    expect(created).toMatchObject({ code: 0, envelope: { ok: true, value: { name: 'Bakery' } } });
    const listed = await call('clients.list');
    expect(listed.envelope.value).toEqual([created.envelope.value]);
    const failed = await call('clients.create', { name: 'bakery' });
    expect(failed).toMatchObject({
      code: 1,
      envelope: { ok: false, error: { code: 'name_taken' } },
    });
    for (const name of readdirSync(userData, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(db|json|log|wal)/.test(name)) continue;
      expect(readFileSync(join(userData, name), 'latin1')).not.toContain(PASSPHRASE);
    }
  });

  it('says what to do where the passphrase is missing or wrong', async () => {
    const none = await call('clients.list', undefined, []);
    expect(none).toMatchObject({
      code: 1,
      envelope: { error: { code: 'locked', message: /--passphrase-env/ } },
    });
    await call('clients.list');
    const locked = await call('clients.list', undefined, []);
    expect(locked.envelope.error?.message).toMatch(/passphrase.*--passphrase-env/);
    const wrong = await run(['--passphrase-env', 'PW', 'clients.list'], '', {
      PW: 'not the passphrase',
    });
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'wrong_passphrase' } });
    const empty = await call('clients.list', undefined, ['--passphrase-env', 'NOT_SET']);
    expect(empty.envelope.error?.message).toMatch(/NOT_SET/);
  });

  it('reads the input from standard input, and local files', async () => {
    const created = await run(
      ['--passphrase-env', 'PW', 'clients.create', '-'],
      '{"name":"From a pipe"}',
    );
    expect(JSON.parse(created.stdout)).toMatchObject({ ok: true, value: { name: 'From a pipe' } });
    const imported = await call('media.importFile', { path: CLI });
    expect(imported.envelope.error?.code).toBe('not_an_image');
  });

  it('tells a wrong call from a refused one', async () => {
    expect(await run([])).toMatchObject({ code: 2, stdout: '', stderr: /Name a route/ });
    expect(await run(['clients.list', '{'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: /not JSON/,
    });
    expect(await run(['--nonsense'])).toMatchObject({ code: 2, stdout: '' });
    expect(await call('no.such')).toMatchObject({
      code: 1,
      envelope: { error: { code: 'unknown_route' } },
    });
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    for (const name of Object.keys(contract)) expect(help.stdout).toContain(name);
  });
});

describe('serve', () => {
  /** Lines of JSON as they come. */
  async function* linesOf(child: ChildProcess) {
    let rest = '';
    for await (const chunk of child.stdout ?? []) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as Record<string, unknown>;
    }
  }
  async function until(lines: AsyncGenerator<Record<string, unknown>>, event: string) {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`It ended before ${event}`);
      if (value.event === event) return value;
    }
  }

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'runs until %s, beside other calls, and ends cleanly',
    async (signal) => {
      await call('clients.create', { name: 'Bakery' });
      const child = start(['--passphrase-env', 'PW', 'serve'], { CLIENTNEST_TICK_SECONDS: '1' });
      const lines = linesOf(child);
      expect(await until(lines, 'ready')).toEqual({
        event: 'ready',
        state: 'ready',
        runner: 'here',
      });
      const beside = await call('app.status');
      expect(beside.envelope.value).toMatchObject({ state: 'ready', runner: 'elsewhere' });
      child.kill(signal);
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
      expect(readdirSync(userData).filter((name) => name.endsWith('-wal'))).toEqual([]);
    },
  );

  it('does not start on a sealed workspace', async () => {
    await call('clients.list');
    const ended = await run(['serve']);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'locked' } });
  });
});
