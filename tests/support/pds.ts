import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { consent } from './pds-consent.ts';

export interface PdsAccount {
  did: string;
  handle: string;
  email: string;
  password: string;
  /** Signed in with the main password: for setting things up, not for the code under test. */
  accessJwt: string;
}

export interface PdsRecord {
  uri: string;
  cid: string;
  value: Record<string, unknown>;
}

export interface Pds {
  url: string;
  /** The address by which it knows itself: proofs of keys are made out to it. */
  ownUrl: string;
  /** What a person does on its page for applications; where the browser is sent to. Null: says no. */
  consent(page: URL, account: PdsAccount | null): Promise<URL>;
  /** The same token as the server would have made it, but over since a minute. */
  expiredToken(jwt: string): string;
  createAccount(name: string): Promise<PdsAccount>;
  createAppPassword(account: PdsAccount, name?: string): Promise<string>;
  revokeAppPassword(account: PdsAccount, name: string): Promise<void>;
  /** What is really in the account's repository, newest first. */
  records(did: string, collection?: string): Promise<PdsRecord[]>;
  /** The bytes of an uploaded file. */
  blob(did: string, cid: string): Promise<Uint8Array>;
  putProfile(account: PdsAccount, profile: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real PDS on a free port of 127.0.0.1, with its data in a temporary folder of its own. */
export async function startPds(): Promise<Pds> {
  const folder = await mkdtemp(join(tmpdir(), 'clientnest-pds-'));
  const child = fork(fileURLToPath(new URL('pds-process.ts', import.meta.url)), {
    env: {
      ...process.env,
      TMPDIR: folder,
      LOG_ENABLED: 'false',
      NODE_OPTIONS: '',
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await addressOf(child);
  return {
    url,
    ownUrl: url.replace('127.0.0.1', 'localhost'),
    consent,
    expiredToken: (jwt) => expired(jwt, JWT_SECRET),
    ...accountsOn(url),
    async stop() {
      if (child.connected) child.send('stop');
      const ended = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      if (child.exitCode === null && child.signalCode === null) await ended;
      clearTimeout(timer);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The test PDS ended before it was ready (exit code ${code}).`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return (message as { url: string }).url;
}

/** What may be done from outside with any server at this address. */
export function accountsOn(
  url: string,
): Omit<Pds, 'url' | 'ownUrl' | 'consent' | 'expiredToken' | 'stop'> {
  const call = async (
    name: string,
    options: { query?: Record<string, string>; body?: unknown; token?: string },
  ): Promise<Response> => {
    const address = new URL(`/xrpc/${name}`, url);
    for (const [key, value] of Object.entries(options.query ?? {}))
      address.searchParams.set(key, value);
    const response = await fetch(address, {
      method: options.body === undefined ? 'GET' : 'POST',
      headers: {
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    async createAccount(name) {
      const login = {
        handle: `${name}.test`,
        email: `${name}@example.test`,
        password: `password-of-${name}`,
      };
      const response = await call('com.atproto.server.createAccount', { body: login });
      const { did, accessJwt } = (await response.json()) as { did: string; accessJwt: string };
      return { ...login, did, accessJwt };
    },
    async createAppPassword(account, name = 'ClientNest') {
      const response = await call('com.atproto.server.createAppPassword', {
        body: { name },
        token: account.accessJwt,
      });
      return ((await response.json()) as { password: string }).password;
    },
    async revokeAppPassword(account, name) {
      await call('com.atproto.server.revokeAppPassword', {
        body: { name },
        token: account.accessJwt,
      });
    },
    async records(did, collection = 'app.bsky.feed.post') {
      const all: PdsRecord[] = [];
      let cursor: string | undefined;
      do {
        const response = await call('com.atproto.repo.listRecords', {
          query: { repo: did, collection, limit: '100', ...(cursor ? { cursor } : {}) },
        });
        const page = (await response.json()) as { records: PdsRecord[]; cursor?: string };
        all.push(...page.records);
        cursor = page.records.length === 0 ? undefined : page.cursor;
      } while (cursor);
      return all;
    },
    async blob(did, cid) {
      const response = await call('com.atproto.sync.getBlob', { query: { did, cid } });
      return new Uint8Array(await response.arrayBuffer());
    },
    async putProfile(account, profile) {
      await call('com.atproto.repo.putRecord', {
        body: {
          repo: account.did,
          collection: 'app.bsky.actor.profile',
          rkey: 'self',
          record: { $type: 'app.bsky.actor.profile', ...profile },
        },
        token: account.accessJwt,
      });
    },
  };
}

/** The secret that the development server signs its tokens with. */
const JWT_SECRET = 'jwt-secret';

/** The token with an end a minute ago, signed anew. */
export function expired(jwt: string, secret: string | Buffer): string {
  const [header = '', payload = ''] = jwt.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const over = { ...claims, exp: Math.floor(Date.now() / 1000) - 60 };
  const signed = `${header}.${Buffer.from(JSON.stringify(over)).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
