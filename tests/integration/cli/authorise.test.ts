import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/ipc/contract.ts';
import { commandLine, parse } from '../../support/command-line.ts';
import { decideOnSandbox } from '../../support/consent.ts';
import { withoutKeyring } from '../../support/keyring.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const SEALED = {
  ...withoutKeyring,
  CLIENTNEST_NO_KEYCHAIN: '1',
  NEST_PASSPHRASE: 'a long passphrase',
};

let folder: string;
let cli: ReturnType<typeof commandLine>;
let sandbox: OpenSandbox;
let clientId: string;

beforeAll(async () => {
  folder = temporaryFolder();
  sandbox = await openSandbox({ networks: ['x'] });
  cli = commandLine(SEALED, ['--user-data', folder, '--passphrase-env', 'NEST_PASSPHRASE']);
  await cli.call('profiles.save', { name: 'Robin', timeZone: 'UTC' });
  clientId = (await cli.call('clients.create', { name: 'Bakery' })).id;
}, 30_000);
afterAll(async () => {
  await sandbox.remove();
  await rm(folder, { recursive: true, force: true });
});

const wish = () => JSON.stringify({ clientId, network: 'x', serviceUrl: sandbox.x });

/** Begins to sign in; the page that a person is to open. */
async function begin() {
  const { child, said } = cli.start(['accounts.authorise', wish()]);
  const ended = once(child, 'close') as Promise<[number | null]>;
  const page = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', () => {
      const found = /^ {2}(http\S+)$/m.exec(said.stderr)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(said.stdout + said.stderr)));
  });
  return {
    page,
    type: (line: string) => child.stdin.write(`${line}\n`),
    said,
    async end() {
      const [code] = await ended;
      return { code, envelope: parse<Envelope<'accounts.authorise'>>(said.stdout) };
    },
  };
}

describe('signing in through a browser from the command line', () => {
  it('asks for the application first, and takes it', async () => {
    const refused = await cli.run(['accounts.authorise', wish()]);
    expect(refused.code).toBe(1);
    expect(parse(refused.stdout)).toMatchObject({ error: { code: 'application_needed' } });
    const [application] = sandbox.applications;
    const saved = await cli.call('applications.save', {
      ...{ network: 'x', serviceUrl: sandbox.x, clientId: application?.clientId ?? '' },
    });
    expect(saved).toMatchObject({ network: 'x', hasSecret: false });
  });

  it('says which page to open, waits, and answers with the account', async () => {
    const signingIn = await begin();
    await fetch(await decideOnSandbox(signingIn.page, 'ada'));
    expect(await signingIn.end()).toMatchObject({
      code: 0,
      envelope: {
        ok: true,
        value: { state: 'done', accounts: [{ handle: 'ada', signedInBy: 'oauth' }] },
      },
    });
    expect(await cli.call('accounts.list', {})).toMatchObject([{ handle: 'ada' }]);
  });

  it('takes the address that a browser on another computer ended on', async () => {
    const signingIn = await begin();
    const address = await decideOnSandbox(signingIn.page, 'ada');
    signingIn.type('this is nothing');
    signingIn.type(address);
    expect(await signingIn.end()).toMatchObject({
      code: 0,
      envelope: { value: { state: 'done' } },
    });
    expect(signingIn.said.stderr).toContain('There is no answer in that');
    expect(signingIn.said.stdout + signingIn.said.stderr).not.toContain(
      new URL(address).searchParams.get('code') ?? '',
    );
  });

  it('exits 1 with the reason where the person said no', async () => {
    const signingIn = await begin();
    await fetch(await decideOnSandbox(signingIn.page, null));
    expect(await signingIn.end()).toMatchObject({
      code: 1,
      envelope: { ok: false, error: { code: 'declined' } },
    });
  });
});
