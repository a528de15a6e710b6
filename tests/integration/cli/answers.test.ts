import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/ipc/contract.ts';
import { commandLine, parse } from '../../support/command-line.ts';
import { withoutKeyring } from '../../support/keyring.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const SEALED = {
  ...withoutKeyring,
  CLIENTNEST_NO_KEYCHAIN: '1',
  NEST_PASSPHRASE: 'a long passphrase',
};

let folder: string;
let cli: ReturnType<typeof commandLine>;

beforeAll(async () => {
  folder = temporaryFolder();
  cli = commandLine(SEALED, ['--user-data', folder, '--passphrase-env', 'NEST_PASSPHRASE']);
  await cli.call('profiles.save', { name: 'Robin', timeZone: 'UTC' });
}, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const refused = async (args: string[], input?: string) => {
  const { code, stdout, stderr } = await cli.run(args, input);
  const envelope = parse<Envelope<'profiles.get'>>(stdout);
  return { code, stderr, error: envelope.ok ? null : envelope.error };
};

describe('a route called from the command line', () => {
  it('answers one line of JSON on standard output and nothing on standard error', async () => {
    const { code, stdout, stderr } = await cli.run(['profiles.get']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(parse(stdout)).toMatchObject({ ok: true, value: { name: 'Robin' } });
  });

  it('takes its input as an argument or from standard input', async () => {
    const input = JSON.stringify({ name: 'Ada’s Bakery' });
    const asArgument = await cli.run(['clients.create', input]);
    expect(parse(asArgument.stdout)).toMatchObject({ ok: true, value: { name: 'Ada’s Bakery' } });
    expect(await refused(['clients.create', '-'], input)).toMatchObject({
      code: 1,
      error: { code: 'name_taken' },
    });
  });

  it('exits 1 with the reason when the input is wrong', async () => {
    expect(await refused(['clients.create', '{"name": ""}'])).toMatchObject({
      code: 1,
      stderr: '',
      error: { code: 'invalid_input' },
    });
  });

  it('exits 1 for a route that does not exist', async () => {
    expect(await refused(['clients.destroyAll'])).toMatchObject({
      code: 1,
      error: { code: 'unknown_route' },
    });
  });

  it('exits 2 and keeps standard output empty when it is called in a wrong way', async () => {
    for (const args of [
      [],
      ['clients.create', '{name}'],
      ['clients.list', '{}', '{}'],
      ['--what'],
    ]) {
      const { code, stdout, stderr } = await cli.run(args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toContain('--help');
    }
  });
});

describe('a workspace sealed with a passphrase', () => {
  const withPassphrase = (passphrase?: string) =>
    commandLine({ ...SEALED, NEST_PASSPHRASE: passphrase }, [
      '--user-data',
      folder,
      '--passphrase-env',
      'NEST_PASSPHRASE',
    ]);

  it('stays closed without it, and says how to open it', async () => {
    const without = commandLine(SEALED, ['--user-data', folder]);
    for (const args of [['profiles.get'], ['serve']]) {
      const { code, stdout } = await without.run(args);
      expect(code).toBe(1);
      expect(parse(stdout)).toMatchObject({
        ok: false,
        error: { code: 'locked', message: expect.stringContaining('--passphrase-env') },
      });
    }
  });

  it('stays closed when the passphrase is wrong or the variable is empty', async () => {
    const wrong = await withPassphrase('another long passphrase').run(['profiles.get']);
    expect(wrong.code).toBe(1);
    expect(parse(wrong.stdout)).toMatchObject({ error: { code: 'wrong_passphrase' } });
    const empty = await withPassphrase(undefined).run(['profiles.get']);
    expect(empty.code).toBe(1);
    expect(parse(empty.stdout)).toMatchObject({ error: { code: 'invalid_input' } });
  });

  it('is made with a passphrase of at least twelve characters only', async () => {
    const fresh = join(folder, 'another');
    const short = commandLine({ ...SEALED, NEST_PASSPHRASE: 'too short' }, [
      '--user-data',
      fresh,
      '--passphrase-env',
      'NEST_PASSPHRASE',
    ]);
    const { code, stdout } = await short.run(['profiles.get']);
    expect(code).toBe(1);
    expect(parse(stdout)).toMatchObject({ error: { code: 'invalid_input' } });
  });
});

describe('serve', () => {
  it('ends with 0 on SIGINT and on SIGTERM, and lets another one take over', async () => {
    const first = cli.serve();
    await first.until(({ event, runner }) => event === 'ready' && runner === 'here');
    const second = cli.serve();
    await second.until(({ event, runner }) => event === 'ready' && runner === 'elsewhere');
    // Twice, as Ctrl-C under npm does.
    first.process.kill('SIGINT');
    expect(await first.stop('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    await second.until(({ event, runner }) => event === 'runner.changed' && runner === 'here');
    expect(await second.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  }, 60_000);
});
