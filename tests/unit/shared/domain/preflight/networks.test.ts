import { describe, expect, it } from 'vitest';
import type { NetworkCapabilities, NetworkId } from '../../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../../shared/domain/networks/index.ts';
import {
  checkPost,
  type PreflightInput,
  type PreflightMedia,
} from '../../../../../shared/domain/preflight.ts';

const source = { page: 'made up', readOn: '2026-11-23' };
/** A network of moving pictures, and one that takes neither video nor comments. */
const gallery: NetworkCapabilities = {
  ...NETWORKS.bluesky,
  name: 'Gallery',
  text: { unit: 'code_points', limit: 100, hashtags: 2, mentions: 1, source },
  images: { ...NETWORKS.bluesky.images, ratio: { least: 0.8, most: 1.91 } },
  video: {
    transfer: 'upload',
    bytes: 5_000_000,
    seconds: { least: 3, most: 90 },
    mimeTypes: ['video/mp4', 'video/quicktime'],
    ratio: { least: 0.5625, most: 1.78 },
    altText: false,
    source,
  },
  mediaRequired: true,
  firstComment: true,
  thread: { most: 3, source },
};
const { thread: _thread, ...unthreaded } = NETWORKS.mastodon;
const plain: NetworkCapabilities = {
  ...unthreaded,
  name: 'Plain',
  text: { unit: 'utf16', limit: 80, source },
  video: null,
  firstComment: false,
};
const networks: Record<NetworkId, NetworkCapabilities> = {
  ...NETWORKS,
  bluesky: gallery,
  mastodon: plain,
};

const file = (over: Partial<PreflightMedia> = {}): PreflightMedia => ({
  fileName: 'loaf.jpg',
  mimeType: 'image/jpeg',
  altText: 'A loaf',
  bytes: 1000,
  width: 1000,
  height: 1000,
  ...over,
});
const video = (over: Partial<PreflightMedia> = {}) =>
  file({ fileName: 'oven.mp4', mimeType: 'video/mp4', durationMs: 10_000, ...over });

const say = (network: NetworkId, text: string, over: Partial<PreflightInput> = {}) =>
  checkPost(
    {
      targets: [{ accountId: 'a', network, handle: 'ada', text, status: 'connected' }],
      media: [file()],
      ...over,
    },
    networks,
  );
const onGallery = (over: Partial<PreflightInput>, text = 'Hello') => say('bluesky', text, over);
const lines = (findings: ReturnType<typeof say>) =>
  findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);

describe('a video whose file or picture is too small', () => {
  const on = (network: NetworkId, over: Partial<PreflightMedia>) =>
    lines(
      checkPost({
        targets: [{ accountId: 'a', network, handle: 'ada', text: 'Hi', status: 'connected' }],
        media: [video(over)],
      }),
    ).filter((line) => line.startsWith('error'));

  it('is told before it is sent', () => {
    expect(on('linkedin', { bytes: 74_999 })).toHaveLength(1);
    expect(on('linkedin', { bytes: 61_500 })).toEqual([
      'error video_too_small: “oven.mp4” has 61.5 kB; LinkedIn takes 75 kB or more. Export it in a better quality.',
    ]);
    expect(on('linkedin', { bytes: 75_000 })).toEqual([]);
    expect(on('tiktok', { bytes: 1e6, width: 359, height: 1280 })).toEqual([
      'error video_size: “oven.mp4” is 359 × 1,280; TikTok takes 360 to 4,096 pixels on each side. Resize it and add it again.',
    ]);
    expect(on('tiktok', { bytes: 1e6, width: 720, height: 4097 })).toHaveLength(1);
    expect(on('tiktok', { bytes: 1e6, width: 360, height: 4096 })).toEqual([]);
  });
});

describe('a text that is too long', () => {
  it('may go on as a thread where the network has them, and says so', () => {
    expect(lines(say('bluesky', 'a'.repeat(103)))).toEqual([
      'error text_too_long: Gallery takes 100 characters. Shorten the text for @ada by 3, or let it go on as a thread.',
    ]);
    expect(lines(say('mastodon', 'a'.repeat(83)))).toEqual([
      'error text_too_long: Plain takes 80 characters. Shorten the text for @ada by 3.',
    ]);
  });

  it('passes as a thread, unless it makes too many parts or has one that can’t be split', () => {
    const words = 'word '.repeat(50);
    expect(lines(say('bluesky', words, { threading: 'split' }))).toEqual([]);
    expect(lines(say('bluesky', words + words, { threading: 'numbered' }))).toEqual([
      'error thread_too_long: A thread on Gallery has 3 posts at most; the text for @ada makes 6. Shorten it.',
    ]);
    const link = `https://example.com/${'a'.repeat(100)}`;
    expect(lines(say('bluesky', `see ${link}`, { threading: 'split' }))).toEqual([
      'error text_too_long: A link or a word in the text for @ada is longer than a post on Gallery may be. Shorten it.',
    ]);
    expect(lines(say('mastodon', words, { threading: 'split' }))[0]).toMatch(/text_too_long/);
  });
});

describe('hashtags and mentions', () => {
  it('are limited in each part and in the comment', () => {
    expect(lines(onGallery({}, '#a #b #c @d @e'))).toEqual([
      'error too_many_hashtags: Gallery takes 2 hashtags in a post. Remove 1 from the text for @ada.',
      'error too_many_mentions: Gallery takes 1 mention in a post. Remove 1 from the text for @ada.',
    ]);
    expect(lines(onGallery({ firstComment: '#a #b #c' }))).toEqual([
      'error too_many_hashtags: Gallery takes 2 hashtags in a comment. Remove 1 from the first comment.',
    ]);
    expect(lines(say('mastodon', '#a #b #c @d @e'))).toEqual([]);
  });
});

describe('a first comment', () => {
  it('is left out with a word where a network has none', () => {
    expect(lines(say('mastodon', 'Hi', { firstComment: 'More' }))).toEqual([
      'warning first_comment_left_out: ClientNest can’t write a first comment on Plain. The post goes out there without it.',
    ]);
    expect(lines(say('mastodon', 'Hi', { firstComment: '  ' }))).toEqual([]);
  });

  it('is measured as a post is', () => {
    expect(lines(onGallery({ firstComment: 'a'.repeat(101) }))).toEqual([
      'error first_comment_too_long: The first comment is 1 character too long for Gallery. Shorten it.',
    ]);
  });
});

describe('media', () => {
  it('are asked for where a network takes no post without', () => {
    expect(lines(onGallery({ media: [] }))).toEqual([
      'error media_required: A post on Gallery needs an image or a video. Add one.',
    ]);
    expect(lines(onGallery({ media: [] }, ''))[0]).toMatch(/nothing_to_say/);
  });

  it.each([
    [
      'a tall image',
      [file({ height: 2000 })],
      'image_ratio',
      /too tall for Gallery, .* 4:5 at the/,
    ],
    ['a wide image', [file({ width: 3000 })], 'image_ratio', /too wide for Gallery, .* 1.91:1 at/],
    ['two videos', [video(), video()], 'too_many_videos', /one video in a post. Remove 1/],
    ['a video beside an image', [video(), file()], 'video_and_images', /not both/],
    ['a foreign type', [video({ mimeType: 'video/webm' })], 'video_type', /as MP4 or MOV/],
    [
      'a heavy video',
      [video({ bytes: 7_500_000 })],
      'video_too_large',
      /7.5 MB; Gallery takes 5 MB/,
    ],
    [
      'a long video',
      [video({ durationMs: 90_500 })],
      'video_length',
      /too long: .* 3 seconds to 90/,
    ],
    ['a short video', [video({ durationMs: 900 })], 'video_length', /too short/],
    ['a tall video', [video({ width: 400 })], 'video_ratio', /9:16 at the tallest/],
  ])('%s is told with the next step', (_, media, code, message) => {
    const findings = onGallery({ media });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.message).toMatch(message);
  });

  it('pass that fit to the pixel and the second', () => {
    expect(lines(onGallery({ media: [file({ width: 1081, height: 1350 })] }))).toEqual([]);
    expect(lines(onGallery({ media: [video({ durationMs: 90_000 })] }))).toEqual([]);
    // Only what is known can be wrong.
    expect(lines(onGallery({ media: [video({ durationMs: null })] }))).toEqual([]);
  });

  it('of moving pictures are refused where a network takes none', () => {
    expect(lines(say('mastodon', 'Hi', { media: [video()] }))).toEqual([
      'error video_not_taken: ClientNest can’t send videos to Plain. Remove “oven.mp4”, or take Plain off this post.',
    ]);
  });
});

describe('a server with limits of its own', () => {
  it('is asked for what it takes', () => {
    const target = { network: 'mastodon', handle: 'ada', status: 'connected' } as const;
    const findings = checkPost(
      {
        targets: [
          { ...target, accountId: 'a', text: 'a'.repeat(200), serverLimits: { textLimit: 200 } },
          { ...target, accountId: 'b', text: 'a'.repeat(81), serverLimits: null },
          { ...target, accountId: 'c', text: 'a', serverLimits: { imageCount: 1 } },
        ],
        media: [file(), file()],
      },
      networks,
    );
    expect(findings.map(({ code, accountId }) => [code, accountId])).toEqual([
      ['text_too_long', 'b'],
      ['too_many_images', null],
    ]);
  });
});
