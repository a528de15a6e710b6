import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { browse } from '../../support/oidc-server.ts';
import { must } from '../../support/services.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.stop());

const ADA = { allow: true, as: 'ada' } as const;
const kept = (id: string) => world.secrets.entries.get(secretNames.accountSession(id)) ?? '';
const everything = () =>
  JSON.stringify([
    world.log.lines,
    world.told,
    world.database.raw.prepare('SELECT * FROM accounts').all(),
    world.database.raw.prepare('SELECT * FROM applications').all(),
  ]);

describe('signing in through the browser', () => {
  it('opens the network’s page, takes the answer on loopback and keeps the session in the keychain', async () => {
    world = await openWorld();
    const begun = await world.begin();
    expect(begun).toMatchObject({ state: 'waiting', opened: true, redirect: 'loopback-any' });
    expect(begun.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(world.opened).toEqual([begun.url]);
    const asked = new URL(begun.url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/);

    const last = await browse(begun.url, ADA);
    expect(last.status).toBe(200);
    expect(last.text).toContain('You can close this tab');
    const done = await world.until(begun.id, 'done', 'failed');
    expect(done).toMatchObject({ state: 'done', failure: null, choices: [] });
    const [account] = done.accounts;
    expect(account).toMatchObject({
      ...{ clientId: world.clientId, remoteId: 'ada', status: 'connected', signedInBy: 'oauth' },
      ...{ sessionEndsAt: 4_000_000_000_000, scopes: ['openid', 'offline_access'] },
    });
    const session = JSON.parse(kept(account?.id ?? ''));
    expect(session.refreshToken).toMatch(/\S{20}/);
    expect(world.server.granted).toEqual(['authorization_code']);

    const code = new URL(last.url).searchParams.get('code') ?? '';
    expect(code).not.toBe('');
    for (const secret of [code, session.accessToken, session.refreshToken])
      expect(everything()).not.toContain(secret);
    expect(world.told.filter(({ name }) => name === 'authorisation.changed')).toEqual(
      ['checking', 'done'].map((state) => ({
        name: 'authorisation.changed',
        payload: { authorisationId: begun.id, state },
      })),
    );
  });

  it('takes one answer: the same address again meets nobody', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const last = await browse(begun.url, ADA);
    await world.until(begun.id, 'done');
    await expect(fetch(last.url)).rejects.toThrow();
    expect(must(world.accounts.authorising.get(begun.id)).state).toBe('done');
    const late = await world.accounts.authorising.finish({ id: begun.id, answer: last.url });
    expect(late).toMatchObject({ ok: false, error: { code: 'not_waiting' } });
    expect(world.server.granted).toEqual(['authorization_code']);
  });

  it('a code that is replayed at the provider ends the session that came of it', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const last = await browse(begun.url, ADA);
    const done = await world.until(begun.id, 'done');
    const response = await fetch(`${world.server.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', client_id: world.server.clientId },
        ...{ code: new URL(last.url).searchParams.get('code') ?? '' },
        ...{ redirect_uri: begun.redirectUri, code_verifier: world.platform.verifier },
      }),
    });
    expect(response.status).toBe(400);
    const id = done.accounts[0]?.id ?? '';
    expect(await world.accounts.check(id)).toMatchObject({
      ok: false,
      error: { code: 'sign_in_refused' },
    });
    expect(must(world.accounts.get(id)).status).toBe('reconnect_needed');
  });

  it('is told when the person says no', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const last = await browse(begun.url, { allow: false });
    expect(last.text).toContain('Nothing was connected');
    const failed = await world.until(begun.id, 'failed');
    expect(failed.failure).toMatchObject({
      code: 'declined',
      message: expect.stringMatching(/\.$/),
    });
    expect(world.accounts.list()).toEqual([]);
    expect(world.server.granted).toEqual([]);
  });

  it('does not take an answer with another state, and goes on waiting for its own', async () => {
    world = await openWorld();
    const begun = await world.begin();
    for (const query of ['code=stolen&state=guessed', 'code=stolen', 'error=access_denied']) {
      const stray = await fetch(`${begun.redirectUri}?${query}`);
      expect(stray.status).toBe(400);
      expect(await stray.text()).toContain('another sign-in');
    }
    expect(must(world.accounts.authorising.get(begun.id))).toMatchObject({
      state: 'waiting',
      notice: expect.stringContaining('another sign-in'),
    });
    const pasted = await world.accounts.authorising.finish({
      id: begun.id,
      answer: `${begun.redirectUri}?code=stolen&state=guessed`,
    });
    expect(pasted).toMatchObject({ ok: false, error: { code: 'wrong_state' } });
    await browse(begun.url, ADA);
    expect(await world.until(begun.id, 'done')).toMatchObject({ notice: null });
  });

  it('a code that somebody slipped in is refused by the provider, for its verifier is another’s', async () => {
    world = await openWorld();
    // A stranger's code: of the same application, but asked for with another verifier.
    const stranger = await world.begin({ clientId: world.client('Stranger') });
    const victim = await world.begin();
    const back = await browse(stranger.url, { allow: true, as: 'mallory' }, false);
    const code = new URL(back.url).searchParams.get('code');
    const state = new URL(victim.url).searchParams.get('state');
    const answer = `${victim.redirectUri}?code=${code}&state=${state}&iss=${world.server.url}`;
    const finished = must(await world.accounts.authorising.finish({ id: victim.id, answer }));
    expect(finished).toMatchObject({ state: 'failed', failure: { code: 'code_refused' } });
    expect(world.server.refused).toEqual([{ grant: 'authorization_code', error: 'invalid_grant' }]);
    expect(world.accounts.list()).toEqual([]);
  });

  it('an answer of another provider is refused (RFC 9207)', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const state = new URL(begun.url).searchParams.get('state');
    const answer = `${begun.redirectUri}?code=c&state=${state}&iss=https://evil.example`;
    const finished = must(await world.accounts.authorising.finish({ id: begun.id, answer }));
    expect(finished.failure?.code).toBe('code_refused');
    expect(world.server.refused).toEqual([]);
  });

  it('ends by itself when nobody comes back', async () => {
    world = await openWorld({ patience: 60 });
    const begun = await world.begin();
    expect(begun.endsAt).toBe(world.clock.now() + 60);
    const failed = await world.until(begun.id, 'failed');
    expect(failed.failure).toMatchObject({ code: 'timeout' });
    await expect(fetch(begun.redirectUri)).rejects.toThrow();
  });

  it('can be stopped, and listens no more', async () => {
    world = await openWorld();
    const begun = await world.begin();
    expect(must(world.accounts.authorising.cancel(begun.id)).failure?.code).toBe('cancelled');
    await expect(fetch(begun.redirectUri)).rejects.toThrow();
  });

  it('begun again, the first page counts no more', async () => {
    world = await openWorld();
    const first = await world.begin();
    const second = await world.begin();
    expect(must(world.accounts.authorising.get(first.id)).failure?.code).toBe('cancelled');
    await browse(second.url, ADA);
    await world.until(second.id, 'done');
  });

  it('tells where the browser did not open, and waits all the same', async () => {
    world = await openWorld({ openBrowser: () => Promise.reject(new Error('No browser here')) });
    const begun = await world.begin();
    expect(begun).toMatchObject({ opened: false, state: 'waiting' });
    await browse(begun.url, ADA);
    await world.until(begun.id, 'done');
  });

  it('says so where the provider is not there', async () => {
    world = await openWorld();
    const begun = await world.begin();
    world.server.beforeToken = async () => {
      await world.server.stop();
    };
    await browse(begun.url, ADA);
    const failed = await world.until(begun.id, 'failed');
    expect(failed.failure).toMatchObject({ code: 'service_unreachable' });
  });
});

describe('ways back from the browser', () => {
  it('takes the next registered port where the first one is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const free = await freePort();
    world = await openWorld({ capability: { ports: [port, free] } });
    const begun = await world.begin({ redirect: 'loopback-fixed' });
    expect(begun.redirectUri).toBe(`http://127.0.0.1:${free}/callback`);
    await browse(begun.url, ADA);
    await world.until(begun.id, 'done');

    const another = createServer();
    await new Promise<void>((resolve) => another.listen(free, '127.0.0.1', resolve));
    const refused = await world.accounts.authorising.begin({
      ...{ clientId: world.clientId, network: 'bluesky', serviceUrl: world.server.url },
      redirect: 'loopback-fixed',
    });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'port_taken', message: expect.stringContaining(`${port}, ${free}`) },
    });
    taken.close();
    another.close();
  });

  it.each([
    ['the whole address', (url: URL) => url.href],
    ['what follows its question mark', (url: URL) => url.search.slice(1)],
    ['the address with what Meta puts at its end', (url: URL) => `${url.href}#_=_`],
  ])('takes what a person copied from another computer’s browser: %s', async (_, copied) => {
    world = await openWorld();
    const begun = await world.begin();
    const { url } = await browse(begun.url, ADA, false);
    const answer = `  ${copied(new URL(url))}\n`;
    const done = must(await world.accounts.authorising.finish({ id: begun.id, answer }));
    expect(done).toMatchObject({ state: 'done', accounts: [{ remoteId: 'ada' }] });
  });

  it('by hand: takes the bare code where the network shows it, and nothing that is none', async () => {
    const port = await freePort();
    const page = `http://127.0.0.1:${port}/callback`;
    world = await openWorld({ capability: { manualRedirect: page } });
    const begun = await world.begin({ redirect: 'manual-code' });
    expect(begun).toMatchObject({ redirect: 'manual-code', redirectUri: page });
    const paste = (answer: string) => world.accounts.authorising.finish({ id: begun.id, answer });
    for (const nothing of [page, 'two words', `${page}?state=x`])
      expect(await paste(nothing)).toMatchObject({ ok: false, error: { code: 'no_code' } });
    const { url } = await browse(begun.url, ADA, false);
    const { code } = Object.fromEntries(new URL(url).searchParams);
    expect(await paste(`${page}?code=${code}&state=other`)).toMatchObject({
      error: { code: 'wrong_state' },
    });
    expect(must(await paste(` ${code} `)).state).toBe('done');
  });

  it('by a page of one’s own, which passes the answer on to the port in the state', async () => {
    const relay = createServer((request, response) => {
      const { searchParams, search } = new URL(request.url ?? '', 'http://127.0.0.1');
      const port = searchParams.get('state')?.split('.')[0];
      response.writeHead(302, { location: `http://127.0.0.1:${port}/callback${search}` }).end();
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const relayUrl = `http://127.0.0.1:${(relay.address() as AddressInfo).port}/callback`;
    world = await openWorld();
    const service = { network: 'bluesky', serviceUrl: world.server.url } as const;
    const refused = await world.accounts.authorising.begin({
      ...{ ...service, clientId: world.clientId, redirect: 'https-relay' },
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'redirect_needed' } });
    must(
      await world.accounts.applications.save({
        ...{ ...service, clientId: world.server.clientId },
        redirectUri: 'https://robin.example/callback',
      }),
    );
    const begun = await world.begin();
    expect(begun).toMatchObject({
      ...{ redirect: 'https-relay', redirectUri: 'https://robin.example/callback' },
    });
    const state = new URL(begun.url).searchParams.get('state') ?? '';
    expect(state).toMatch(/^\d{4,5}\.[\w-]{43}$/);
    // The provider does not know that page; what comes back over it is the same.
    const passed = await fetch(`${relayUrl}?error=access_denied&state=${state}`);
    expect(await passed.text()).toContain('Nothing was connected');
    expect((await world.until(begun.id, 'failed')).failure?.code).toBe('declined');
    relay.close();
  });
});

describe('what listens on loopback', () => {
  it('answers only to its own name, path and method', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const { port, hostname } = new URL(begun.redirectUri);
    const state = new URL(begun.url).searchParams.get('state');
    const query = `?code=c&state=${state}`;
    expect(
      (await ask({ port, path: `/callback${query}`, host: `evil.example:${port}` })).status,
    ).toBe(421);
    expect((await ask({ port, path: `/callback${query}`, host: hostname })).status).toBe(421);
    expect((await ask({ port, path: `/${query}` })).status).toBe(404);
    expect((await ask({ port, path: `/callback${query}`, method: 'POST' })).status).toBe(405);
    expect((await ask({ port, path: '/callback' })).status).toBe(400);
    expect(must(world.accounts.authorising.get(begun.id)).state).toBe('waiting');
  });

  it('shows a page that runs nothing, loads nothing and is kept nowhere', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const { port } = new URL(begun.redirectUri);
    const { headers, text } = await ask({ port, path: '/callback' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(text).not.toMatch(/<script|https?:/);
  });

  it('is to be reached from this computer only', async () => {
    world = await openWorld();
    const begun = await world.begin();
    const { port } = new URL(begun.redirectUri);
    const addresses = Object.values(networkInterfaces())
      .flatMap((known) => known ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of addresses)
      await expect(fetch(`http://${address}:${port}/callback`)).rejects.toThrow();
    expect((await ask({ port, path: '/callback' })).status).toBe(400);
  });
});

interface Asked {
  port: string;
  path: string;
  host?: string;
  method?: string;
}

/** A request as a page may make it that was led astray: with a name of its own. */
function ask({ port, path, host = `127.0.0.1:${port}`, method = 'GET' }: Asked) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>(
    (resolve, reject) => {
      const sent = request(
        { port, path, method, host: '127.0.0.1', headers: { host } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
          );
        },
      );
      sent.on('error', reject).end();
    },
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
