import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import {
  CREATOR,
  INIT,
  MB,
  PHOTOS,
  PIECE,
  photo,
  STATUS,
  sha256Of,
  startRelay,
  video,
  withTikTok,
} from './tiktok.ts';

const { line, post, publish, reopen, fault } = withTikTok();

const bodyOf = (name: string) => {
  const index = line.calls.names().indexOf(name);
  return line.calls.calls[index]?.body as Record<string, Record<string, unknown>>;
};

describe('a video', () => {
  it('asks what the account may, then sends a small one whole and waits until it is posted', async () => {
    const film = video(4 * MB);
    const result = await publish(post('A film #spring', { video: film }));
    const [entry] = line.sandbox.posts();
    expect(entry).toMatchObject({
      ...{ account: 'ada', text: 'A film #spring', origin: 'created' },
      media: [await sha256Of(film)],
    });
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: entry?.remoteId,
        remoteUrl: `${line.calls.url}/@ada/video/${entry?.remoteId}`,
      },
    });
    // Wider than a number of JavaScript, and exact all the same.
    expect(Number.isSafeInteger(Number(entry?.remoteId))).toBe(false);
    expect(line.calls.names().slice(0, 4)).toEqual([CREATOR, INIT, PIECE, STATUS]);
    expect(bodyOf(INIT)).toEqual({
      post_info: {
        title: 'A film #spring',
        privacy_level: 'PUBLIC_TO_EVERYONE',
        ...{ disable_comment: false, disable_duet: false, disable_stitch: false },
        ...{ brand_content_toggle: false, brand_organic_toggle: false },
      },
      source_info: {
        ...{ source: 'FILE_UPLOAD', video_size: 4 * MB, chunk_size: 4 * MB, total_chunk_count: 1 },
      },
    });
  });

  it('goes up in pieces, in order, what is over with the last one', async () => {
    const film = video(34 * MB + 123);
    const result = await publish(post('A long film', { video: film }));
    expect(result.ok).toBe(true);
    const pieces = line.calls.calls.filter(({ method }) => method === 'PUT');
    const total = film.bytes;
    expect(pieces.map(({ headers }) => headers.get('content-range'))).toEqual([
      `bytes 0-9999999/${total}`,
      `bytes 10000000-19999999/${total}`,
      `bytes 20000000-${total - 1}/${total}`,
    ]);
    expect(pieces.map(({ status }) => status)).toEqual([206, 206, 201]);
    // The token is for the API alone.
    expect(pieces.some(({ headers }) => headers.has('authorization'))).toBe(false);
    expect(bodyOf(INIT).source_info).toMatchObject({ chunk_size: 10 * MB, total_chunk_count: 3 });
    expect(line.sandbox.posts()[0]?.media).toEqual([await sha256Of(film)]);
  });

  it.each([
    [{ duration: 601 }, /10 minutes on TikTok/],
    [{ width: 320, height: 568 }, /360 to 4096 pixels/],
    [{ width: 5000, height: 2000 }, /360 to 4096 pixels/],
  ])('that TikTok would refuse is refused before anything goes up: %o', async (over, words) => {
    const result = await publish(post('x', { video: video(MB, over) }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toMatch(words);
    expect(line.calls.names()).toEqual([CREATOR]);
  });

  it('is told what TikTok could not read of it', async () => {
    const noVideo = video(MB, { read: async (start, end) => new Uint8Array(end - start) });
    const result = await publish(post('x', { video: noVideo }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toMatch(/can’t read this file/);
    expect(line.sandbox.posts()).toEqual([]);
  });

  it('whose file is gone is refused, and nothing is posted', async () => {
    const gone = video(MB, { read: () => Promise.reject(new Error('ENOENT')) });
    expect(await publish(post('x', { video: gone }))).toMatchObject({
      ...{ ok: false, class: 'refused' },
      message: expect.stringContaining('Add it to the post again'),
    });
    expect(line.sandbox.posts()).toEqual([]);
  });

  it('is posted as widely as a private account allows, and known by its publish id', async () => {
    await reopen({ privateAccounts: ['ada'] });
    const result = await publish(post('Among us', { video: video(MB) }));
    expect(bodyOf(INIT).post_info).toMatchObject({
      ...{ privacy_level: 'FOLLOWER_OF_CREATOR', disable_duet: true, disable_stitch: true },
    });
    expect(result).toMatchObject({
      value: { remoteId: expect.stringMatching(/^v_pub_file~/), remoteUrl: null },
    });
  });

  it('is for the owner’s eyes before the audit on a private account, and refused on a public one', async () => {
    await reopen({ audited: false });
    const refused = await publish(post('x', { video: video(MB) }));
    expect(refused).toMatchObject({
      ...{ ok: false, class: 'refused', httpStatus: 403 },
      message: expect.stringContaining('Set the account to private'),
    });
    await reopen({ audited: false, privateAccounts: ['ada'] });
    line.calls.calls.length = 0;
    const alone = await publish(post('Only me', { video: video(MB) }));
    expect(alone.ok).toBe(true);
    const levels = line.calls.calls
      .filter(({ url }) => url.pathname.endsWith('/video/init/'))
      .map(({ body }) => (body as { post_info: { privacy_level: string } }).post_info);
    expect(levels.map(({ privacy_level }) => privacy_level)).toEqual([
      'FOLLOWER_OF_CREATOR',
      'SELF_ONLY',
    ]);
  });

  it('gets its own id when moderation takes a while', async () => {
    await fault({ when: { operation: PIECE }, fault: { kind: 'processing', ms: 2500 } });
    const result = await publish(post('Slow', { video: video(MB) }));
    expect(result).toMatchObject({ value: { remoteId: line.sandbox.posts()[0]?.remoteId } });
  });
});

describe('photos', () => {
  let relay: Awaited<ReturnType<typeof startRelay>>;
  beforeEach(async () => {
    relay = await startRelay();
  });
  afterEach(() => relay.stop());

  it('are fetched by TikTok from the relay, and taken away from there after', async () => {
    const images = [photo(1), photo(2)];
    const result = await publish(post('Two photos', { images }), memory(), { relay });
    const [entry] = line.sandbox.posts();
    expect(entry).toMatchObject({
      ...{ text: 'Two photos', media: images.map(({ sha256 }) => sha256) },
    });
    expect(result).toMatchObject({
      value: {
        remoteId: entry?.remoteId,
        remoteUrl: `${line.calls.url}/@ada/photo/${entry?.remoteId}`,
      },
    });
    expect(bodyOf(PHOTOS)).toMatchObject({
      ...{ media_type: 'PHOTO', post_mode: 'DIRECT_POST' },
      post_info: { description: 'Two photos', privacy_level: 'PUBLIC_TO_EVERYONE' },
      source_info: { source: 'PULL_FROM_URL', photo_cover_index: 0 },
    });
    expect(relay.removed).toEqual(images.map(({ sha256 }) => sha256));
    expect(relay.files.size).toBe(0);
  });

  it('need a relay: without one it says what to set up, and nothing is asked for', async () => {
    const result = await publish(post('x', { images: [photo()] }));
    expect(result).toMatchObject({
      ...{ ok: false, class: 'refused' },
      message: expect.stringContaining('Set up a media relay under Settings'),
    });
    expect(line.calls.names()).not.toContain(PHOTOS);
  });

  it('from an address that is not shown to be ours are refused with the next step', async () => {
    await reopen({ ownedUrls: ['https://media.example.com/'] });
    const progress = memory();
    const outgoing = post('x', { images: [photo()] });
    expect(await publish(outgoing, progress, { relay })).toMatchObject({
      ...{ ok: false, class: 'refused', httpStatus: 403 },
      message: expect.stringContaining('URL properties'),
    });
    // A plain no is no doubt: it may be sent again once that is mended.
    expect(progress.saved).toMatchObject({ decidedAt: null });
  });

  it('that can’t be fetched are tried again, with the relay named', async () => {
    const url = 'http://127.0.0.1:9/none';
    const broken = { ...relay, put: async () => ({ ok: true as const, value: { url } }) };
    const result = await publish(post('x', { images: [photo()] }), memory(), { relay: broken });
    expect(result).toMatchObject({
      ...{ ok: false, class: 'unreachable' },
      message: expect.stringContaining('media relay'),
    });
  });
});

it('takes no post of words alone', async () => {
  expect(await publish(post('Words'))).toMatchObject({
    ...{ ok: false, class: 'refused' },
    message: expect.stringContaining('without a video or photos'),
  });
});
