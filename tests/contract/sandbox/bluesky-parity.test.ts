import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PIXEL } from '../../support/dots.ts';
import { type Pds, type PdsAccount, startPds } from '../../support/pds.ts';
import { startSandboxPds } from '../../support/sandbox.ts';

interface Side {
  pds: Pds;
  alice: PdsAccount;
  appPassword: string;
  session: { accessJwt: string; refreshJwt: string };
}
let sides: { real: Side; sandbox: Side };

async function sideOf(pds: Pds): Promise<Side> {
  const alice = await pds.createAccount('alice');
  await pds.createAccount('bob');
  const appPassword = await pds.createAppPassword(alice);
  const body = { identifier: alice.handle, password: appPassword };
  const { json } = await send(pds.url, { post: 'com.atproto.server.createSession', body });
  return { pds, alice, appPassword, session: json as Side['session'] };
}

beforeAll(async () => {
  const [real, sandbox] = await Promise.all([startPds(), startSandboxPds()]);
  sides = { real: await sideOf(real), sandbox: await sideOf(sandbox) };
});
afterAll(async () => {
  await sides?.real.pds.stop();
  await sides?.sandbox.pds.stop();
});

interface Question {
  get?: string;
  post?: string;
  query?: Record<string, string>;
  body?: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

async function send(url: string, { get, post, query, body, bytes, headers }: Question) {
  const address = new URL(`/xrpc/${get ?? post}`, url);
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
  const response = await fetch(address, {
    method: get ? 'GET' : 'POST',
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(bytes ? { body: bytes } : body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  const json = text === '' ? null : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, json };
}

/** Asks both the same question; answers what they said, without what must differ. */
async function ask(question: (side: Side) => Question) {
  const told = [];
  for (const side of [sides.real, sides.sandbox]) {
    const { status, json } = await send(side.pds.url, question(side));
    const plain = JSON.stringify(json)
      .replaceAll(side.alice.did, 'DID')
      .replace(/"commit":\{[^}]*\}/, '"commit":{}');
    told.push({ status, json: JSON.parse(plain) as Record<string, unknown> | null });
  }
  return { real: told[0], sandbox: told[1] };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const COLLECTION = 'app.bsky.feed.post';
const createdAt = '2026-11-22T09:00:00.000Z';
const post = (text: string, over: object = {}) => ({
  $type: COLLECTION,
  text,
  createdAt,
  ...over,
});
const put = (side: Side, rkey: string, record: unknown, over: object = {}): Question => ({
  post: 'com.atproto.repo.putRecord',
  headers: bearer(side.session.accessJwt),
  body: { repo: side.alice.did, collection: COLLECTION, rkey, record, ...over },
});
const GONE = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
const withBlob = (blob: object) =>
  post('x', { embed: { $type: 'app.bsky.embed.images', images: [{ alt: '', image: blob }] } });

describe('answers like the reference server', () => {
  it.each<[string, (side: Side) => Question]>([
    ['a new record', (side) => put(side, '3mkaaaaaaaa2a', post('Grüße 👩🏽‍🍳', { langs: ['de'] }))],
    [
      'the same record again',
      (side) => put(side, '3mkaaaaaaaa2a', post('Grüße 👩🏽‍🍳', { langs: ['de'] })),
    ],
    ['a record that has no type', (side) => put(side, '3mkaaaaaaab2a', { text: 'a', createdAt })],
    ['a record of another type', (side) => put(side, '3mkaaaaaaac2a', { $type: 'a.b.c' })],
    [
      'a record of an unknown type',
      (side) => ({
        ...put(side, 'x', {}),
        body: {
          repo: side.alice.did,
          collection: 'com.example.note',
          rkey: 'x',
          record: { n: -7, list: [true, null] },
        },
      }),
    ],
    ['a record key that is none', (side) => put(side, 'a/b', post('a'))],
    [
      'a swap with a record that is not there',
      (side) => put(side, '3mkaaaaaaad2a', post('a'), { swapRecord: GONE }),
    ],
    [
      'a swap with another record',
      (side) => put(side, '3mkaaaaaaaa2a', post('b'), { swapRecord: GONE }),
    ],
    [
      'a swap with no record',
      (side) => put(side, '3mkaaaaaaaa2a', post('b'), { swapRecord: null }),
    ],
    [
      'a blob that is not there',
      (side) =>
        put(
          side,
          '3mkaaaaaaae2a',
          withBlob({ $type: 'blob', ref: { $link: GONE }, mimeType: 'image/png', size: 70 }),
        ),
    ],
    [
      'a record that is not there',
      () => ({
        get: 'com.atproto.repo.getRecord',
        query: { repo: 'alice.test', collection: COLLECTION, rkey: '3mkaaaaaaaz2a' },
      }),
    ],
    [
      'a record that is there',
      () => ({
        get: 'com.atproto.repo.getRecord',
        query: { repo: 'alice.test', collection: COLLECTION, rkey: '3mkaaaaaaaa2a' },
      }),
    ],
    [
      'a key that is used already',
      (side) => ({
        post: 'com.atproto.repo.createRecord',
        headers: bearer(side.session.accessJwt),
        body: {
          repo: side.alice.did,
          collection: COLLECTION,
          rkey: '3mkaaaaaaaa2a',
          record: post('c'),
        },
      }),
    ],
    [
      'an upload',
      (side) => ({
        post: 'com.atproto.repo.uploadBlob',
        headers: { ...bearer(side.session.accessJwt), 'content-type': 'image/png' },
        bytes: PIXEL as Uint8Array<ArrayBuffer>,
      }),
    ],
    [
      'a blob that no record uses',
      (side) => ({
        get: 'com.atproto.sync.getBlob',
        query: { did: side.alice.did, cid: GONE },
      }),
    ],
    [
      'several writes',
      (side) => ({
        post: 'com.atproto.repo.applyWrites',
        headers: bearer(side.session.accessJwt),
        body: {
          repo: side.alice.did,
          writes: [
            {
              $type: 'com.atproto.repo.applyWrites#create',
              collection: COLLECTION,
              rkey: '3mkaaaaaaaf2a',
              value: post('one'),
            },
            {
              $type: 'com.atproto.repo.applyWrites#delete',
              collection: COLLECTION,
              rkey: '3mkaaaaaaaa2a',
            },
          ],
        },
      }),
    ],
    [
      'all records',
      () => ({
        get: 'com.atproto.repo.listRecords',
        query: { repo: 'alice.test', collection: COLLECTION },
      }),
    ],
    [
      'records page by page',
      () => ({
        get: 'com.atproto.repo.listRecords',
        query: { repo: 'alice.test', collection: COLLECTION, limit: '1', reverse: 'true' },
      }),
    ],
    [
      'a handle',
      () => ({ get: 'com.atproto.identity.resolveHandle', query: { handle: 'alice.test' } }),
    ],
    [
      'a handle of nobody',
      () => ({ get: 'com.atproto.identity.resolveHandle', query: { handle: 'nobody.test' } }),
    ],
    [
      'a wrong password',
      () => ({
        post: 'com.atproto.server.createSession',
        body: { identifier: 'alice.test', password: 'wrong' },
      }),
    ],
    ['no token', (side) => ({ ...put(side, 'x', post('a')), headers: {} })],
    ['a token of nobody', (side) => ({ ...put(side, 'x', post('a')), headers: bearer('a.b.c') })],
    [
      'a token that is over',
      (side) => ({
        ...put(side, 'x', post('a')),
        headers: bearer(side.pds.expiredToken(side.session.accessJwt)),
      }),
    ],
    [
      'the repository of another',
      (side) => ({
        ...put(side, '3mkaaaaaaag2a', post('a')),
        body: {
          repo: 'bob.test',
          collection: COLLECTION,
          rkey: '3mkaaaaaaag2a',
          record: post('a'),
        },
      }),
    ],
    [
      'a refresh with an access token',
      (side) => ({
        post: 'com.atproto.server.refreshSession',
        headers: bearer(side.session.accessJwt),
      }),
    ],
    ['a method that is none', () => ({ get: 'com.example.nothing' })],
    [
      'a method that is none, from somebody',
      (side) => ({ get: 'com.example.nothing', headers: bearer(side.session.accessJwt) }),
    ],
    [
      'the app view where there is none',
      (side) => ({
        get: 'app.bsky.actor.getProfile',
        query: { actor: 'alice.test' },
        headers: bearer(side.session.accessJwt),
      }),
    ],
    ['a wrong HTTP method', () => ({ post: 'com.atproto.repo.getRecord' })],
  ])('to %s', async (_, question) => {
    const { real, sandbox } = await ask(question);
    expect(sandbox).toEqual(real);
  });

  it.each([
    ['a text that is too long', post('a'.repeat(301))],
    ['a text that is none', post('a', { text: 7 })],
    ['a time that is none', post('a', { createdAt: 'yesterday' })],
  ])('refuses %s like it, in words of its own', async (_, record) => {
    const { real, sandbox } = await ask((side) => put(side, '3mkaaaaaaah2a', record));
    expect(sandbox?.status).toBe(real?.status);
    expect(sandbox?.json?.error).toBe(real?.json?.error);
    expect(String(sandbox?.json?.message)).toContain('Invalid app.bsky.feed.post record: ');
    expect(String(real?.json?.message)).toContain('Invalid app.bsky.feed.post record: ');
  });
});
