import {
  Agent,
  ComAtprotoRepoGetRecord,
  ComAtprotoRepoPutRecord,
  CredentialSession,
  lexicons,
  XRPCError,
} from '@atproto/api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PIXEL } from '../../support/dots.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

let sandbox: OpenSandbox;
let now: number;
beforeEach(() => {
  now = Date.now();
});
afterEach(() => sandbox.remove());

async function signIn(options: Parameters<typeof openSandbox>[0] = {}) {
  sandbox = await openSandbox({ networks: ['bluesky'], clock: { now: () => now }, ...options });
  const [ada] = sandbox.accounts;
  const session = new CredentialSession(new URL(sandbox.bluesky));
  await session.login({ identifier: ada?.handle ?? '', password: ada?.secret ?? '' });
  const agent = new Agent((path, init) => session.fetchHandler(path, init));
  return { agent, session, did: session.did ?? '' };
}

const COLLECTION = 'app.bsky.feed.post';
const createdAt = '2026-11-22T09:00:00.000Z';

it('answers in the shapes of the published lexicons, the app view too', async () => {
  const { agent, session, did } = await signIn();
  const { data: uploaded } = await agent.com.atproto.repo.uploadBlob(PIXEL, {
    encoding: 'image/png',
  });
  const images = [{ alt: 'An egg', image: uploaded.blob, aspectRatio: { width: 1, height: 1 } }];
  const embed = { $type: 'app.bsky.embed.images', images };
  const record = { $type: COLLECTION, text: 'egg', createdAt, embed };
  const created = await agent.com.atproto.repo.createRecord({
    repo: did,
    collection: COLLECTION,
    record,
  });
  const place = { repo: did, collection: COLLECTION };
  const answers: Record<string, unknown> = {
    'com.atproto.server.describeServer': (await agent.com.atproto.server.describeServer()).data,
    'com.atproto.server.getSession': (await agent.com.atproto.server.getSession()).data,
    'com.atproto.repo.uploadBlob': uploaded,
    'com.atproto.repo.createRecord': created.data,
    'com.atproto.repo.listRecords': (await agent.com.atproto.repo.listRecords(place)).data,
    'app.bsky.actor.getProfile': (await agent.app.bsky.actor.getProfile({ actor: did })).data,
    'app.bsky.feed.getAuthorFeed': (await agent.app.bsky.feed.getAuthorFeed({ actor: did })).data,
    'app.bsky.feed.getPosts': (await agent.app.bsky.feed.getPosts({ uris: [created.data.uri] }))
      .data,
  };
  for (const [name, answer] of Object.entries(answers))
    expect(() => lexicons.assertValidXrpcOutput(name, answer), name).not.toThrow();

  const { data: profile } = await agent.app.bsky.actor.getProfile({
    actor: session.session?.handle ?? '',
  });
  expect(profile).toMatchObject({ handle: 'ada.test', postsCount: 1, followersCount: 0 });
  const { data: feed } = await agent.app.bsky.feed.getAuthorFeed({ actor: did });
  const shown = feed.feed[0]?.post.embed as { images: { fullsize: string }[] } | undefined;
  const bytes = await (await fetch(shown?.images[0]?.fullsize ?? '')).arrayBuffer();
  expect(new Uint8Array(bytes)).toEqual(PIXEL);
  expect(sandbox.posts()).toMatchObject([
    { remoteId: created.data.uri, text: 'egg', origin: 'created' },
  ]);
});

it('shows a talk in the shape of the published lexicon, with who may answer and what is hidden', async () => {
  const { agent, did } = await signIn();
  const talks = [];
  for (let count = 0; count < 8; count++) {
    const record = { $type: COLLECTION, text: `talk ${count}`, createdAt };
    const { data } = await agent.com.atproto.repo.createRecord({
      repo: did,
      collection: COLLECTION,
      record,
    });
    const ref = { uri: data.uri, cid: data.cid };
    const answer = { ...record, text: 'more', reply: { root: ref, parent: ref } };
    await agent.com.atproto.repo.createRecord({
      repo: did,
      collection: COLLECTION,
      record: answer,
    });
    talks.push(data.uri);
  }
  now += 24 * 60 * 60_000;
  const { data: shown } = await agent.app.bsky.feed.getPosts({ uris: talks });
  const most = shown.posts.toSorted((a, b) => (b.replyCount ?? 0) - (a.replyCount ?? 0))[0];
  const uri = most?.uri ?? '';
  await agent.com.atproto.repo.putRecord({
    repo: did,
    collection: 'app.bsky.feed.threadgate',
    rkey: uri.split('/').at(-1) ?? '',
    record: { $type: 'app.bsky.feed.threadgate', post: uri, createdAt, hiddenReplies: [] },
  });
  const { data } = await agent.app.bsky.feed.getPostThread({ uri });
  expect(() => lexicons.assertValidXrpcOutput('app.bsky.feed.getPostThread', data)).not.toThrow();
  const thread = data.thread as { post: { replyCount: number }; replies: { post: unknown }[] };
  expect(thread.replies).toHaveLength(thread.post.replyCount);
  expect(thread.replies.length).toBeGreaterThan(1);
  expect(data.threadgate?.record).toMatchObject({ post: uri });
  // Somebody from elsewhere can be read like anybody of this server.
  const visitor = thread.replies[0]?.post as { uri: string; cid: string };
  const [, , repo = '', , rkey = ''] = visitor.uri.split('/');
  const place = { repo, collection: COLLECTION, rkey };
  expect((await agent.com.atproto.repo.getRecord(place)).data.cid).toBe(visitor.cid);
});

it('vouches for somebody to the video service, for one thing, and shows the video in the published shape', async () => {
  const { agent, did } = await signIn();
  const authFor = async (lxm: string) =>
    (await agent.com.atproto.server.getServiceAuth({ aud: 'did:web:127.0.0.1', lxm })).data;
  const call = async (path: string, token: string, body?: Uint8Array<ArrayBuffer>) => {
    const response = await fetch(`${sandbox.bluesky}/xrpc/${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'video/mp4' },
      ...(body ? { method: 'POST', body } : {}),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const asked = await authFor('app.bsky.video.getUploadLimits');
  const limits = await call('app.bsky.video.getUploadLimits', asked.token);
  const film = Uint8Array.from([0, 0, 0, 24, ...Buffer.from('ftypisom')]);
  const upload = (token: string) => call(`app.bsky.video.uploadVideo?did=${did}`, token, film);
  // A word for one method is none for another.
  expect((await upload(asked.token)).status).toBe(401);
  const started = await upload((await authFor('com.atproto.repo.uploadBlob')).token);
  const { jobId } = started.json.jobStatus as { jobId: string };
  const look = () => agent.app.bsky.video.getJobStatus({ jobId });
  expect((await look()).data.jobStatus.state).toBe('JOB_STATE_ENCODING');
  now += 3000;
  const { data: done } = await look();
  const embed = { $type: 'app.bsky.embed.video', video: done.jobStatus.blob, alt: 'A film' };
  const record = { $type: COLLECTION, text: 'film', createdAt, embed };
  const created = await agent.com.atproto.repo.createRecord({
    repo: did,
    collection: COLLECTION,
    record,
  });
  const { data: shown } = await agent.app.bsky.feed.getPosts({ uris: [created.data.uri] });
  const answers: Record<string, unknown> = {
    'com.atproto.server.getServiceAuth': asked,
    'app.bsky.video.getUploadLimits': limits.json,
    'app.bsky.video.getJobStatus': done,
    'app.bsky.feed.getPosts': shown,
  };
  for (const [name, answer] of Object.entries(answers))
    expect(() => lexicons.assertValidXrpcOutput(name, answer), name).not.toThrow();
  expect(shown.posts[0]?.embed).toMatchObject({ alt: 'A film' });
});

it('tells a replaced and a deleted record from a new one', async () => {
  const { agent, did } = await signIn();
  const put = (text: string) =>
    agent.com.atproto.repo.putRecord({
      repo: did,
      collection: COLLECTION,
      rkey: '3mkaaaaaaaa2a',
      record: { $type: COLLECTION, text, createdAt },
    });
  await put('one');
  await put('one');
  await put('two');
  await agent.com.atproto.repo.deleteRecord({
    repo: did,
    collection: COLLECTION,
    rkey: '3mkaaaaaaaa2a',
  });
  await put('three');
  expect(
    sandbox.posts().map(({ text, origin, removedAt }) => [text, origin, removedAt !== null]),
  ).toEqual([
    ['one', 'created', true],
    ['one', 'repeated', true],
    ['two', 'changed', true],
    ['three', 'created', false],
  ]);
});

it('ends sessions when their time is over', async () => {
  const { agent, session } = await signIn();
  const first = session.session?.accessJwt;
  now += 2 * 60 * 60_000 + 1000;
  await agent.com.atproto.server.getSession();
  // The network’s own client has renewed it.
  expect(session.session?.accessJwt).not.toBe(first);
  now += 91 * 24 * 60 * 60_000;
  await expect(agent.com.atproto.server.getSession()).rejects.toMatchObject({
    error: 'ExpiredToken',
  });
});

it('keeps the limit of points where it is asked to, and takes 2,500 records before it', async () => {
  const { agent, did } = await signIn({ limited: true });
  const post = (count: number) =>
    agent.com.atproto.repo.putRecord({
      repo: did,
      collection: 'com.example.note',
      rkey: `note-${count}`,
      record: { count },
    });
  for (let count = 0; count < 2500; count++) await post(count);
  const refused = await post(2500).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({
    status: 429,
    error: 'RateLimitExceeded',
    headers: { 'ratelimit-remaining': '0' },
  });
  now += 60 * 60_000;
  await expect(post(2500)).resolves.toMatchObject({ success: true });
});

it('refuses by the names that the network’s own client knows', async () => {
  const { agent, did } = await signIn();
  const failureOf = (call: Promise<unknown>) =>
    call.then(
      () => null,
      (error: unknown) => error,
    );
  const gone = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
  const place = { repo: did, collection: COLLECTION, rkey: '3mkaaaaaaai2a' };
  const record = { $type: COLLECTION, text: 'a', createdAt };
  expect(await failureOf(agent.com.atproto.repo.getRecord(place))).toBeInstanceOf(
    ComAtprotoRepoGetRecord.RecordNotFoundError,
  );
  const swap = agent.com.atproto.repo.putRecord({ ...place, record, swapRecord: gone });
  expect(await failureOf(swap)).toBeInstanceOf(ComAtprotoRepoPutRecord.InvalidSwapError);
  const image = { $type: 'blob', ref: { $link: gone }, mimeType: 'image/png', size: 70 };
  const embed = { $type: 'app.bsky.embed.images', images: [{ alt: '', image }] };
  const missing = agent.com.atproto.repo.putRecord({ ...place, record: { ...record, embed } });
  const failure = (await failureOf(missing)) as XRPCError;
  expect(failure).toBeInstanceOf(XRPCError);
  expect([failure.status, failure.error]).toEqual([400, 'BlobNotFound']);
});

it('renews a session with a token that works once', async () => {
  const { session } = await signIn();
  const spent = session.session?.refreshJwt ?? '';
  await session.refreshSession();
  expect(session.session?.refreshJwt).not.toBe(spent);
  const again = await fetch(`${sandbox.bluesky}/xrpc/com.atproto.server.refreshSession`, {
    method: 'POST',
    headers: { authorization: `Bearer ${spent}` },
  });
  expect([again.status, await again.json()]).toEqual([
    400,
    { error: 'ExpiredToken', message: 'Token has been revoked' },
  ]);
});
