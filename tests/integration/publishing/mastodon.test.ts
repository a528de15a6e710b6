import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { RED_DOT } from '../../support/dots.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  schedule,
  startNetwork,
  type TestRunner,
  value,
} from '../../support/runner.ts';
import {
  type Person,
  type SandboxMastodon,
  startSandboxMastodon,
} from '../../support/sandbox-mastodon.ts';

const SEND = 'POST /api/v1/statuses';
const HOUR = 60 * MINUTE;
/** More than there are tests. */
const PEOPLE = Array.from({ length: 30 }, (_, at) => `ada${at + 1}`);

let bluesky: Network;
let server: SandboxMastodon;
/** The server follows the clock of the runner of each test. */
let now = () => Date.now();
let people = 0;
let proxy: FaultProxy;
let runner: TestRunner;
let ada: Person;
let account: Account;

beforeAll(async () => {
  bluesky = await startNetwork();
  server = await startSandboxMastodon(['bob', ...PEOPLE], { now: () => now() });
  proxy = await startFaultProxy(server.url);
});
afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
  await bluesky?.stop();
});
beforeEach(async () => {
  proxy.onRequest(() => null);
  proxy.rewrite(null);
  await proxy.up();
  runner = await openRunner(bluesky);
  now = runner.workspace.clock.now;
  ada = await server.person(`ada${++people}`);
  account = value(await connect(ada.token));
  proxy.seen.length = 0;
});
afterEach(() => runner.close());

const connect = (appPassword: string, serviceUrl = proxy.url) =>
  runner.services.accounts.connect({
    clientId: runner.clientId,
    network: 'mastodon',
    serviceUrl,
    appPassword,
  });
const SCOPES = ['read', 'write'];
const here = () => ({ account }) as Connected;
const texts = async () => (await server.statuses(ada)).map(({ content }) => content);
const classes = (postId: string) =>
  runner.delivery(postId).attempts.map(({ responseClass }) => responseClass);

describe('connecting', () => {
  it('keeps a token that the server knows, in the keychain and nowhere else', async () => {
    expect(account).toMatchObject({
      network: 'mastodon',
      serviceUrl: proxy.url,
      handle: `${ada.username}@${server.domain}`,
      status: 'connected',
      followers: 0,
    });
    const { database, secrets, log } = runner.workspace;
    expect(await secrets.get(secretNames.accountSession(account.id))).toContain(ada.token);
    const rows = database.raw.prepare('select * from accounts').all();
    expect(JSON.stringify([rows, log.lines])).not.toContain(ada.token);
  });

  it('keeps nothing of a token that it does not know, and says where tokens are', async () => {
    const before = runner.services.accounts.list().length;
    const refused = await connect('of-nobody');
    expect(refused).toMatchObject({ ok: false, error: { code: 'sign_in_refused' } });
    expect(refused.ok ? '' : refused.error.message).toContain('Preferences → Development');
    expect(runner.services.accounts.list()).toHaveLength(before);
  });

  it('takes a new token of the same account, and none of another', async () => {
    const { accounts } = runner.services;
    const bob = await server.person('bob');
    expect(await accounts.reconnect({ id: account.id, appPassword: bob.token })).toMatchObject({
      error: { code: 'different_account', message: expect.stringContaining('access token') },
    });
    const { token } = await server.person(ada.username, SCOPES);
    await server.revoke(ada);
    expect(await accounts.check(account.id)).toMatchObject({ error: { code: 'sign_in_refused' } });
    expect(value(accounts.get(account.id)).status).toBe('reconnect_needed');
    const back = value(await accounts.reconnect({ id: account.id, appPassword: token }));
    expect(back.status).toBe('connected');
  });

  it('sends no token over a line that others can read', async () => {
    expect(await connect(ada.token, 'http://mastodon.example')).toMatchObject({
      error: { code: 'insecure_service_url' },
    });
  });
});

describe('a scheduled post', () => {
  it('goes to Mastodon and to Bluesky at its time, once each, with the image', async () => {
    const alice = await runner.connect();
    const { services, workspace } = runner;
    const image = value(await services.media.importBytes('dot.png', RED_DOT));
    const draft = value(
      services.posts.create({
        clientId: runner.clientId,
        text: 'Frische Brötchen 🥐 https://example.com/laden',
        targets: [account, alice.account].map(({ id }) => ({ accountId: id, text: null })),
        media: [{ mediaId: image.id, altText: 'Ein roter Punkt' }],
      }),
    );
    schedule(services, draft.id, workspace.clock.now() + MINUTE);
    await runner.after(MINUTE);
    await runner.after(MINUTE);
    expect(runner.post(draft.id).status).toBe('published');
    const [status, ...others] = await server.statuses(ada);
    expect(others).toEqual([]);
    expect(status?.media_attachments).toMatchObject([{ description: 'Ein roter Punkt' }]);
    expect(await runner.records(alice)).toHaveLength(1);
    expect(runner.delivery(draft.id, here())).toMatchObject({
      state: 'published',
      remoteId: status?.id,
      remoteUrl: status?.url,
    });
    expect(runner.told.map(({ notice }) => notice)).toContain(
      `Published on Mastodon as @${ada.username}@${server.domain}.`,
    );
  });

  it('is refused by the check before it is sent when it is too long for Mastodon', async () => {
    const { services, workspace } = runner;
    const draft = value(
      services.posts.create({
        clientId: runner.clientId,
        text: 'a'.repeat(501),
        targets: [{ accountId: account.id, text: null }],
        media: [],
      }),
    );
    const wallTime = new Date(workspace.clock.now() + MINUTE).toISOString().slice(0, 16);
    const refused = services.posts.schedule({ id: draft.id, wallTime, zone: 'UTC' });
    expect(JSON.stringify(refused)).toContain('Mastodon takes 500 characters');
  });

  it('waits for as long as the server asks', async () => {
    const post = runner.scheduled([here()], 'patience', 0);
    const reset = new Date(runner.workspace.clock.now() + 10 * MINUTE).toISOString();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    proxy.onRequest((call) => (call === SEND ? { kind: 'answer', status: 429, headers } : null));
    await runner.after(0);
    expect(runner.delivery(post.id)).toMatchObject({
      state: 'prepared',
      errorCode: 'rate_limited',
      nextAttemptAt: Date.parse(reset),
    });
    proxy.onRequest(() => null);
    await runner.after(10 * MINUTE);
    expect(await texts()).toEqual(['<p>patience</p>']);
  });

  it('waits for a new token when the old one is revoked', async () => {
    const { token } = ada;
    const post = runner.scheduled([here()], 'after the break', 0);
    const { token: newer } = await server.person(ada.username, SCOPES);
    await server.revoke(ada);
    await runner.after(0);
    expect(runner.delivery(post.id)).toMatchObject({ errorCode: 'reconnect_needed' });
    value(await runner.services.accounts.reconnect({ id: account.id, appPassword: newer }));
    ada = { ...ada, token: newer };
    await runner.after(MINUTE);
    expect(await texts()).toEqual(['<p>after the break</p>']);
    expect(JSON.stringify(runner.workspace.log.lines)).not.toContain(token);
  });
});

describe('an answer that is lost after the post was taken', () => {
  const cut = (faults: Record<string, 'cut_before' | 'cut_after'>) =>
    proxy.onRequest((call) => {
      const kind = faults[call.replace(/\/\d+\//, '/*/')];
      return kind ? { kind } : null;
    });

  it('is found by reading, and it is one post', async () => {
    const post = runner.scheduled([here()], 'once', 0);
    cut({ [SEND]: 'cut_after' });
    await runner.after(0);
    expect(runner.post(post.id).status).toBe('published');
    expect(classes(post.id)).toEqual(['interrupted', 'found']);
    expect(await texts()).toEqual(['<p>once</p>']);
  });

  it('is one post by its key where reading did not show it yet', async () => {
    const post = runner.scheduled([here()], 'behind a slow copy', 0);
    const list = `GET /api/v1/accounts/${ada.id}/statuses`;
    proxy.onRequest((call) => {
      if (call === list) return { kind: 'answer', status: 200, body: [] };
      return call === SEND && classes(post.id).length < 2 ? { kind: 'cut_after' } : null;
    });
    await runner.after(0);
    for (let minute = 0; minute < 5; minute++) await runner.after(MINUTE);
    expect(runner.post(post.id).status).toBe('published');
    expect(classes(post.id)).toEqual(['interrupted', 'absent', 'ok']);
    expect(await texts()).toHaveLength(1);
  });

  it('is one post after an hour without the network, by reading', async () => {
    const post = runner.scheduled([here()], 'after a long night', 0);
    cut({ [SEND]: 'cut_after', 'GET /api/v1/accounts/*/statuses': 'cut_before' });
    await runner.after(0);
    await proxy.down();
    await runner.after(90 * MINUTE);
    expect(runner.post(post.id).status).toBe('publishing');
    await proxy.up();
    proxy.onRequest(() => null);
    await runner.after(HOUR);
    expect(runner.post(post.id).status).toBe('published');
    expect(classes(post.id).at(-1)).toBe('found');
    expect(await texts()).toHaveLength(1);
  });

  it('is its own post, however alike another one is', async () => {
    const first = runner.scheduled([here()], 'Open today!', 0);
    await runner.after(0);
    const second = runner.scheduled([here()], 'Open today!', 0);
    cut({ [SEND]: 'cut_before' });
    await runner.after(0);
    proxy.onRequest(() => null);
    for (let minute = 0; minute < 3; minute++) await runner.after(MINUTE);
    const ids = [first, second].map(({ id }) => runner.delivery(id).remoteId);
    expect(classes(second.id)).toEqual(['interrupted', 'absent', 'ok']);
    expect(new Set(ids).size).toBe(2);
    expect(await texts()).toHaveLength(2);
  });

  it('is asked of the person when it can not be told', async () => {
    const post = runner.scheduled([here()], '**Bold** words for a server that reads Markdown', 0);
    cut({ [SEND]: 'cut_after', 'GET /api/v1/accounts/*/statuses': 'cut_before' });
    await runner.after(0);
    expect((await texts())[0]).toContain('**Bold**');
    proxy.rewrite((_, answer) => answer.replaceAll('**Bold**', 'Bold'));
    await runner.after(2 * HOUR);
    proxy.onRequest(() => null);
    await runner.after(HOUR);
    expect(runner.delivery(post.id)).toMatchObject({ state: 'needs_check' });
    expect(await texts()).toHaveLength(1);
  });

  it('is one post after a crash between sending and writing the answer down', async () => {
    const { services, workspace } = runner;
    const image = value(await services.media.importBytes('dot.png', RED_DOT));
    const draft = value(
      services.posts.create({
        clientId: runner.clientId,
        text: '',
        targets: [{ accountId: account.id, text: null }],
        media: [{ mediaId: image.id, altText: 'dot' }],
      }),
    );
    schedule(services, draft.id, workspace.clock.now());
    const { raw } = workspace.database;
    raw.exec(
      `CREATE TEMP TRIGGER crash BEFORE UPDATE ON deliveries WHEN NEW.state = 'published'
       BEGIN SELECT RAISE(ABORT, 'the process ended'); END`,
    );
    await runner.after(0).catch(() => {});
    raw.exec('DROP TRIGGER crash');
    services.publishing.recover();
    await runner.after(2 * HOUR);
    expect(runner.post(draft.id).status).toBe('published');
    expect(classes(draft.id).at(-1)).toBe('found');
    expect(await texts()).toEqual(['']);
  });
});
