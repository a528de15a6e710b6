import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { type Ended, plainCall } from '../../support/plain-client.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

type Rule = NonNullable<FaultPlanInput['rules']>[number];

let sandbox: OpenSandbox;
let tokens: { bluesky: string; did: string; refresh: string; mastodon: string };
let count = 0;

beforeEach(async () => {
  sandbox = await openSandbox();
  const [bluesky] = sandbox.accounts.filter(({ network }) => network === 'bluesky');
  const [mastodon] = sandbox.accounts.filter(({ network }) => network === 'mastodon');
  const { accessJwt, refreshJwt, did } = json(
    await plainCall(`${sandbox.bluesky}/xrpc/com.atproto.server.createSession`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier: bluesky?.handle, password: bluesky?.secret }),
    }),
  ) as Record<string, string>;
  tokens = {
    bluesky: accessJwt ?? '',
    did: did ?? '',
    refresh: refreshJwt ?? '',
    mastodon: mastodon?.secret ?? '',
  };
});
afterEach(() => sandbox.remove());

const json = (ended: Ended): unknown => {
  if (ended.kind !== 'answered') throw new Error(JSON.stringify(ended));
  return JSON.parse(ended.body);
};

const PUT = 'com.atproto.repo.putRecord';
const STATUS = 'POST /api/v1/statuses';
const postOn = {
  bluesky: (text = `post ${++count}`) =>
    plainCall(`${sandbox.bluesky}/xrpc/${PUT}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.bluesky}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        repo: tokens.did,
        collection: 'app.bsky.feed.post',
        rkey: `3mkaaaaaaa${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count / 26))}a`,
        record: { $type: 'app.bsky.feed.post', text, createdAt: '2026-11-22T09:00:00.000Z' },
      }),
    }),
  mastodon: (text = `post ${++count}`) =>
    plainCall(`${sandbox.mastodon}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.mastodon}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: text }),
    }),
};
const NETWORKS = [
  ['bluesky', PUT],
  ['mastodon', STATUS],
] as const;

const play = async (...rules: Rule[]) => {
  expect(await sandbox.faults.set({ seed: 7, rules })).toBeNull();
};
const played = () =>
  sandbox.played().map(({ kind, effect, operation }) => ({ kind, effect, operation }));

describe.each(NETWORKS)('on %s', (network, operation) => {
  const when = { network, operation, nth: 1 };
  const post = () => postOn[network]();
  const posts = () => sandbox.posts().length;

  it.each<[string, Rule['fault'], Partial<Ended>, number]>([
    ['a reset before the body', { kind: 'reset' }, { kind: 'failed', code: 'ECONNRESET' }, 0],
    ['a cut before', { kind: 'cut' }, { kind: 'failed', code: 'ECONNRESET' }, 0],
    ['a cut after', { kind: 'cut', effect: 'done' }, { kind: 'failed', code: 'ECONNRESET' }, 1],
    ['silence before', { kind: 'hang' }, { kind: 'nothing' }, 0],
    ['silence after', { kind: 'hang', effect: 'done' }, { kind: 'nothing' }, 1],
    ['a 503', { kind: 'status', status: 503 }, { kind: 'answered', status: 503 }, 0],
    [
      'a 500 after it was done',
      { kind: 'status', status: 500, effect: 'done' },
      { kind: 'answered', status: 500 },
      1,
    ],
    ['a 422', { kind: 'status', status: 422 }, { kind: 'answered', status: 422 }, 0],
    ['half an answer', { kind: 'truncate' }, { kind: 'broken_off', status: 200 }, 1],
    [
      'other JSON',
      { kind: 'wrong_json' },
      { kind: 'answered', status: 200, body: '{"unexpected":["shape"]}' },
      1,
    ],
    [
      'other JSON for nothing',
      { kind: 'wrong_json', effect: 'none' },
      { kind: 'answered', status: 200 },
      0,
    ],
    [
      'a page',
      { kind: 'html' },
      { kind: 'answered', status: 502, body: expect.stringContaining('<h1>502</h1>') },
      0,
    ],
  ])('%s is what a client sees, once', async (_, fault, ended, made) => {
    await play({ when, fault });
    expect(await post()).toMatchObject(ended);
    expect(posts()).toBe(made);
    const effect = made === 1 ? 'done' : 'none';
    expect(played()).toEqual([{ kind: fault.kind, effect, operation }]);
    expect(await post()).toMatchObject({ kind: 'answered', status: 200 });
    expect(posts()).toBe(made + 1);
  });

  it('half an answer is shorter than it promised', async () => {
    await play({ when, fault: { kind: 'truncate' } });
    const ended = await post();
    if (ended.kind !== 'broken_off') throw new Error(ended.kind);
    expect(ended.body.length).toBe(Math.floor(ended.promised / 2));
  });

  it('a dripping answer is whole, and late', async () => {
    await play({ when, fault: { kind: 'drip', ms: 400 } });
    const ended = await post();
    expect(json(ended)).toBeTypeOf('object');
    expect(ended.kind === 'answered' ? ended.ms : 0).toBeGreaterThan(350);
    expect(posts()).toBe(1);
  });

  it('a refused connection is refused until it is listened again', async () => {
    await play({ when: { network }, fault: { kind: 'refuse' } });
    expect(await post()).toEqual({ kind: 'failed', code: 'ECONNREFUSED', sent: false });
    expect(played()).toEqual([{ kind: 'refuse', effect: 'none', operation: null }]);
    await sandbox.faults.clear();
    expect(await post()).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('a rate limit is told in the network’s headers, or in none', async () => {
    await play(
      { when, fault: { kind: 'rate_limit', seconds: 90 } },
      { when: { network }, fault: { kind: 'rate_limit', headers: false } },
    );
    const told = await post();
    const silent = await post();
    if (told.kind !== 'answered' || silent.kind !== 'answered') throw new Error('not answered');
    expect([told.status, silent.status]).toEqual([429, 429]);
    const prefix = network === 'bluesky' ? 'ratelimit' : 'x-ratelimit';
    expect(told.headers[`${prefix}-remaining`]).toBe('0');
    const reset = String(told.headers[`${prefix}-reset`]);
    const at = network === 'bluesky' ? Number(reset) * 1000 : Date.parse(reset);
    expect(Math.abs(at - Date.now() - 90_000)).toBeLessThan(5000);
    expect(Object.keys(silent.headers).filter((name) => name.includes('ratelimit'))).toEqual([]);
    expect(posts()).toBe(0);
  });
});

describe('the end of a sign-in', () => {
  const refresh = () =>
    plainCall(`${sandbox.bluesky}/xrpc/com.atproto.server.refreshSession`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.refresh}` },
    });

  it('can be renewed on Bluesky where it was only over', async () => {
    await play({ when: { operation: PUT, nth: 2 }, fault: { kind: 'expire' } });
    expect(await postOn.bluesky()).toMatchObject({ status: 200 });
    expect(json(await postOn.bluesky())).toMatchObject({ error: 'ExpiredToken' });
    tokens.bluesky = (json(await refresh()) as { accessJwt: string }).accessJwt;
    expect(await postOn.bluesky()).toMatchObject({ status: 200 });
    expect(sandbox.posts()).toHaveLength(2);
  });

  it('can not be renewed where it was taken away', async () => {
    await play({ when: { operation: PUT, nth: 1 }, fault: { kind: 'revoke' } });
    expect(json(await postOn.bluesky())).toMatchObject({ error: 'ExpiredToken' });
    expect(json(await refresh())).toEqual({
      error: 'ExpiredToken',
      message: 'Token has been revoked',
    });
    expect(sandbox.posts()).toEqual([]);
  });

  it('is the end of a token on Mastodon', async () => {
    await play({ when: { operation: STATUS, nth: 1 }, fault: { kind: 'revoke' } });
    for (let call = 1; call <= 2; call++)
      expect(json(await postOn.mastodon())).toEqual({ error: 'The access token was revoked' });
    expect(sandbox.posts()).toEqual([]);
  });
});

it('leaves an upload in processing, for ever or for a while', async () => {
  await play(
    { when: { operation: 'POST /api/v2/media', nth: 1 }, fault: { kind: 'processing' } },
    { when: { operation: 'POST /api/v2/media' }, fault: { kind: 'processing', ms: 150 } },
  );
  const upload = async () => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.from('89504e470d0a1a0a', 'hex')], { type: 'image/png' }));
    const headers = { authorization: `Bearer ${tokens.mastodon}` };
    const response = await fetch(`${sandbox.mastodon}/api/v2/media`, {
      method: 'POST',
      headers,
      body: form,
    });
    const { id } = (await response.json()) as { id: string };
    const state = async () =>
      (await fetch(`${sandbox.mastodon}/api/v1/media/${id}`, { headers })).status;
    return { status: response.status, state };
  };
  const never = await upload();
  const later = await upload();
  expect([never.status, later.status, await never.state(), await later.state()]).toEqual([
    202, 202, 206, 206,
  ]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([await never.state(), await later.state()]).toEqual([206, 200]);
});

describe('which call', () => {
  it('is chosen by account, number and chance, the same again for the same seed', async () => {
    const outcome = async () => {
      await play({ when: { account: 'ada', chance: 0.5 }, fault: { kind: 'status', status: 500 } });
      const statuses = [];
      for (let call = 0; call < 20; call++) {
        const ended = await postOn.mastodon();
        statuses.push(ended.kind === 'answered' ? ended.status : 0);
      }
      return statuses;
    };
    const first = await outcome();
    expect(await outcome()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('is refused where the network has no such operation, and the plan before it stays', async () => {
    await play({ when: { operation: PUT }, fault: { kind: 'cut' } });
    const wrong: FaultPlanInput = {
      rules: [{ when: { operation: 'POST /nothing' }, fault: { kind: 'cut' } }],
    };
    expect(await sandbox.faults.set(wrong)).toContain('POST /nothing');
    expect(
      await sandbox.faults.set({ rules: [{ when: { nth: 2 }, fault: { kind: 'refuse' } }] }),
    ).toContain('only be matched by its name');
    expect(sandbox.faults.plan().rules).toHaveLength(1);
  });
});

describe('the control', () => {
  const control = (method: string, body?: string) =>
    plainCall(sandbox.faultsUrl, { method, ...(body ? { body } : {}) });

  it('sets, tells and clears the plan while it runs', async () => {
    const plan = {
      seed: 3,
      rules: [{ when: { network: 'mastodon' }, fault: { kind: 'status', status: 503 } }],
    };
    expect(json(await control('PUT', JSON.stringify(plan)))).toMatchObject({
      plan,
      counts: [{ matched: 0 }],
    });
    expect(await postOn.mastodon()).toMatchObject({ status: 503 });
    expect(json(await control('GET'))).toMatchObject({ counts: [{ matched: 1, played: 1 }] });
    expect(json(await control('DELETE'))).toMatchObject({ plan: { rules: [] } });
    expect(await postOn.mastodon()).toMatchObject({ status: 200 });
  });

  it('says what is wrong with a plan', async () => {
    expect(await control('PUT', '{')).toMatchObject({ status: 422 });
    const ended = await control('PUT', '{"rules":[{"fault":{"kind":"explode"}}]}');
    expect(ended).toMatchObject({ status: 422, body: expect.stringContaining('kind') });
  });

  it('is nothing to whoever has no token, or comes by another name', async () => {
    const { origin, pathname } = new URL(sandbox.faultsUrl);
    expect(await plainCall(`${origin}/faults`)).toMatchObject({ status: 404 });
    expect(await plainCall(`${origin}/${'x'.repeat(24)}/faults`)).toMatchObject({ status: 404 });
    const headers = { host: 'rebound.example' };
    expect(await plainCall(`${origin}${pathname}`, { headers })).toMatchObject({ status: 404 });
    expect(await plainCall(`${sandbox.mastodon}/api/v2/instance`, { headers })).toMatchObject({
      status: 421,
    });
  });
});
