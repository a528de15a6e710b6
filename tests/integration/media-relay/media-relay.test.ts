import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMediaRelay, type MediaRelay } from '../../../electron/media-relay/media-relay.ts';
import { createSettings } from '../../../electron/settings/settings.ts';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { isSigned } from '../../support/aws-signature.ts';
import { BUCKET_KEY, startBucket } from '../../support/bucket.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { must } from '../../support/services.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const SECRET = 'S3RVER';
const HOUR = 3_600_000;

let bucket: Awaited<ReturnType<typeof startBucket>>;
let line: FaultProxy;
let workspace: TestWorkspace;
let relay: MediaRelay;

beforeEach(async () => {
  bucket = await startBucket();
  line = await startFaultProxy(bucket.url, { keepHost: true });
  workspace = openWorkspace();
  relay = open();
});
afterEach(async () => {
  relay.close();
  workspace.close();
  await line.stop();
  await bucket.stop();
});

function open(): MediaRelay {
  const { database, bus, clock, log, secrets } = workspace;
  const settings = createSettings({ database, bus, log });
  return createMediaRelay({ settings, secrets, bus, clock, log });
}
const INPUT = {
  region: 'us-east-1',
  bucket: 'relay',
  accessKeyId: BUCKET_KEY,
  prefix: 'clientnest',
  pathStyle: true,
  publicUrl: null,
};
const setUp = async (over: Partial<Parameters<MediaRelay['save']>[0]> = {}) =>
  must(await relay.save({ ...INPUT, endpoint: line.url, secretAccessKey: SECRET, ...over }));
const fileOf = (content: Uint8Array, mimeType = 'image/jpeg') => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  mimeType,
  bytes: content.byteLength,
  read: async (start: number, end: number) => content.subarray(start, end),
});
const current = (account = 'ada') => {
  const made = relay.of(account);
  if (!made) throw new Error('There is no relay');
  return made;
};
const put = async (file: ReturnType<typeof fileOf>, account = 'ada') => {
  const answer = await current(account).put(file);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.url;
};
const picture = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 253);
const answerWith = (kind: string, status: number, code: string): void =>
  line.onRequest((call): Fault | null =>
    call.startsWith(kind)
      ? {
          kind: 'answer',
          status,
          body: `<Error><Code>${code}</Code><Message>No.</Message></Error>`,
        }
      : null,
  );

it('tells a right signature from a wrong one, by the examples of AWS', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const credential = 'AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request';
  const url = `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
  const request = { method: 'GET', url, headers: { host: 'examplebucket.s3.amazonaws.com' } };
  expect(isSigned(request, secret)).toBe(true);
  expect(isSigned(request, `${secret}x`)).toBe(false);
  expect(isSigned({ ...request, url: url.replace('86400', '86401') }, secret)).toBe(false);
});

describe('setting it up', () => {
  it('keeps the secret key in the keychain and nowhere else', async () => {
    expect(relay.of('ada')).toBeNull();
    expect(await relay.get()).toEqual({ ok: true, value: { relay: null, hasSecret: false } });
    const state = await setUp();
    expect(state).toEqual({
      relay: { ...INPUT, prefix: 'clientnest/', endpoint: line.url },
      hasSecret: true,
    });
    expect(await workspace.secrets.get(secretNames.relayKey)).toBe(SECRET);
    const rows = workspace.database.raw.prepare('SELECT key, value FROM settings').all();
    expect(JSON.stringify(rows)).not.toContain(`"${SECRET}","prefix`);
    expect(rows).toHaveLength(1);
    must(await relay.save({ ...INPUT, endpoint: line.url, region: 'auto' }));
    expect(await workspace.secrets.get(secretNames.relayKey)).toBe(SECRET);
    must(await relay.remove());
    expect(await workspace.secrets.get(secretNames.relayKey)).toBeNull();
    expect(relay.of('ada')).toBeNull();
  });

  it('refuses what would not work', async () => {
    const save = (over: object) => relay.save({ ...INPUT, endpoint: line.url, ...over });
    expect(await save({})).toMatchObject({ error: { code: 'secret_missing' } });
    for (const address of ['http://s3.example.com', 's3.example.com'])
      expect(await save({ secretAccessKey: 'x', endpoint: address })).toMatchObject({
        error: { code: 'insecure_address' },
      });
    expect(await save({ secretAccessKey: 'x', publicUrl: 'http://cdn.example.com' })).toMatchObject(
      {
        error: { code: 'insecure_address' },
      },
    );
    expect(relay.of('ada')).toBeNull();
  });

  it('is tried out the way that a file goes', async () => {
    expect(await relay.test()).toMatchObject({ error: { code: 'not_set_up' } });
    await setUp();
    expect(await relay.test()).toMatchObject({ ok: true });
    expect(line.seen.map((call) => call.split(' ', 1)[0])).toEqual(['PUT', 'GET', 'DELETE']);
    expect(bucket.keys()).toEqual([]);
  });

  it.each([
    ['PUT', 403, 'InvalidAccessKeyId', 'does not know the access key'],
    ['PUT', 403, 'SignatureDoesNotMatch', 'Paste it again'],
    ['PUT', 403, 'AccessDenied', 'may not write to “relay”'],
    ['PUT', 404, 'NoSuchBucket', 'no bucket “relay”'],
    ['PUT', 400, 'AuthorizationHeaderMalformed', 'region “us-east-1”'],
    ['PUT', 403, 'RequestTimeTooSkewed', 'Set its clock'],
    ['PUT', 503, 'SlowDown', 'in trouble (503)'],
    ['PUT', 418, 'Teapot', 'refused the file (418): No. Check it'],
    ['GET', 403, 'AccessDenied', 's3:GetObject'],
    ['DELETE', 403, 'AccessDenied', 's3:DeleteObject'],
  ])('says what is wrong: %s %i %s', async (kind, status, code, hint) => {
    await setUp();
    answerWith(kind, status, code);
    const answer = await relay.test();
    expect(answer).toMatchObject({ ok: false, error: { code: 'test_failed' } });
    expect(answer.ok === false && answer.error.message).toContain(hint);
  });

  it('hears it from the service where the secret key is wrong', async () => {
    await setUp({ secretAccessKey: 'another' });
    expect(await relay.test()).toMatchObject({
      error: { message: expect.stringContaining('does not accept the secret key') },
    });
    await setUp({ bucket: 'elsewhere' });
    expect(await relay.test()).toMatchObject({
      error: { message: expect.stringContaining('no bucket “elsewhere”') },
    });
  });
});

describe('a file', () => {
  it('is at an address for everybody, until it is taken away', async () => {
    await setUp();
    const url = await put(fileOf(picture));
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('3600');
    const fetched = await fetch(url);
    expect(fetched.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.compare(Buffer.from(await fetched.arrayBuffer()), Buffer.from(picture))).toBe(0);
    expect(new URL(url).pathname).toMatch(/^\/relay\/clientnest\/[0-9a-f]{64}-3000000\.jpg$/);
    expect(
      (await fetch(url.replace(/X-Amz-Signature=\w{8}/, 'X-Amz-Signature=00000000'))).status,
    ).toBe(403);
    await current().remove(fileOf(picture).sha256);
    expect((await fetch(url)).status).toBe(404);
  });

  it('is put there once, also by two at once, and stays as long as somebody needs it', async () => {
    await setUp();
    const urls = await Promise.all([put(fileOf(picture)), put(fileOf(picture), 'brio')]);
    expect(urls.map((url) => new URL(url).pathname)).toEqual(
      Array(2).fill(new URL(urls[0] ?? '').pathname),
    );
    expect(line.seen.filter((call) => call.startsWith('PUT'))).toHaveLength(1);
    await current().remove(fileOf(picture).sha256);
    expect((await fetch(urls[1] ?? '')).status).toBe(200);
    await current('brio').remove(fileOf(picture).sha256);
    expect((await fetch(urls[1] ?? '')).status).toBe(404);
  });

  it('is needed once by a post that is tried again', async () => {
    await setUp();
    await put(fileOf(picture));
    const url = await put(fileOf(picture));
    await current().remove(fileOf(picture).sha256);
    expect((await fetch(url)).status).toBe(404);
  });

  it('is two files where it goes out in two sizes', async () => {
    await setUp();
    const { sha256 } = fileOf(picture);
    const urls = [
      await put(fileOf(picture)),
      await put({ ...fileOf(picture.subarray(0, 1000)), sha256 }),
    ];
    expect(new Set(urls.map((url) => new URL(url).pathname)).size).toBe(2);
    await current().remove(sha256);
    expect(bucket.keys()).toEqual([]);
  });

  it('has a plain address where the bucket is public', async () => {
    await setUp({ publicUrl: 'https://media.example.com/files' });
    const url = await put(fileOf(picture, 'video/mp4'));
    expect(url).toMatch(
      /^https:\/\/media\.example\.com\/files\/clientnest\/[0-9a-f]{64}-3000000\.mp4$/,
    );
  });

  it('waits where the line is down or the service in trouble, and fails where it is refused', async () => {
    await setUp();
    answerWith('PUT', 500, 'InternalError');
    expect(await current().put(fileOf(picture))).toMatchObject({ class: 'unreachable' });
    answerWith('PUT', 403, 'AccessDenied');
    expect(await current().put(fileOf(picture))).toMatchObject({
      class: 'refused',
      httpStatus: 403,
    });
    line.onRequest((call) => (call.startsWith('PUT') ? { kind: 'cut_before' } : null));
    expect(await current().put(fileOf(picture))).toMatchObject({ class: 'unreachable' });
    await line.down();
    expect(await current().put(fileOf(picture))).toMatchObject({ class: 'unreachable' });
    await line.up();
    line.onRequest(() => null);
  });

  it('is put there where the key may not look', async () => {
    await setUp();
    answerWith('HEAD', 403, 'AccessDenied');
    expect((await fetch(await put(fileOf(picture)))).status).toBe(200);
  });

  it('stops where it is when it is told to, and goes out whole the next time', async () => {
    await setUp();
    const ending = new AbortController();
    let reads = 0;
    const file = fileOf(picture);
    const read: typeof file.read = async (start, end) => {
      if (++reads === 2) ending.abort();
      return file.read(start, end);
    };
    const large = { ...file, read };
    expect(await current().put(large, ending.signal)).toMatchObject({
      class: 'unreachable',
      message: expect.stringMatching(/^ClientNest was stopped/),
    });
    const before = reads;
    // Nothing of one that is told before it has begun.
    expect((await current().put(large, ending.signal)).ok).toBe(false);
    expect(reads).toBe(before);
    expect(bucket.keys()).toEqual([]);
    expect((await fetch(await put(file))).status).toBe(200);
  });

  it('is not sent where its own file is not what it was', async () => {
    await setUp();
    const read = () => Promise.reject(new Error('Changed'));
    expect(await current().put({ ...fileOf(picture), read })).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('Add it again'),
    });
  });
});

describe('what was left behind', () => {
  it('is taken away by a later run, once no network can be fetching it', async () => {
    await setUp();
    // The answer is lost: it is in the bucket, and nobody knows.
    line.onRequest((call) => (call.startsWith('PUT') ? { kind: 'cut_after' } : null));
    expect(await current().put(fileOf(picture))).toMatchObject({ class: 'unreachable' });
    line.onRequest(() => null);
    expect(bucket.keys()).toHaveLength(1);
    relay.close();
    relay = open();
    workspace.clock.advance(HOUR);
    relay.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(bucket.keys()).toHaveLength(1);
    relay.close();
    workspace.clock.advance(HOUR);
    relay.start();
    await expect.poll(() => bucket.keys()).toEqual([]);
  });

  it('is taken away before another bucket takes its place', async () => {
    await setUp();
    line.onRequest((call) => (call.startsWith('PUT') ? { kind: 'cut_after' } : null));
    await current().put(fileOf(picture));
    line.onRequest(() => null);
    expect(bucket.keys()).toHaveLength(1);
    await setUp({ bucket: 'another-one', secretAccessKey: 'another' });
    expect(bucket.keys()).toEqual([]);
  });

  it('is taken away, too, where the post was never published', async () => {
    await setUp();
    await put(fileOf(picture));
    workspace.clock.advance(2 * HOUR);
    relay.start();
    await expect.poll(() => bucket.keys()).toEqual([]);
  });

  it('stays written down as long as it can’t be taken away', async () => {
    await setUp();
    await put(fileOf(picture));
    answerWith('DELETE', 403, 'AccessDenied');
    await current().remove(fileOf(picture).sha256);
    expect(bucket.keys()).toHaveLength(1);
    expect(JSON.stringify(workspace.log.lines)).toContain(
      'A file stays in the media relay for now',
    );
    expect(JSON.stringify(workspace.log.lines)).not.toContain('X-Amz');
    line.onRequest(() => null);
    workspace.clock.advance(3 * HOUR);
    relay.start();
    await expect.poll(() => bucket.keys()).toEqual([]);
  });
});
