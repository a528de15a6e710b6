import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  checkPayload,
  contentOf,
  fingerprintOf,
  hasSeveralParts,
  payloadOf,
} from '../../../../electron/publishing/payload.ts';
import type { NetworkCapabilities } from '../../../../shared/domain/network.ts';
import type { Post } from '../../../../shared/ipc/views.ts';

// One network that has threads of three and first comments, one that has neither.
vi.mock('../../../../shared/domain/networks/index.ts', async (original) => {
  const { NETWORKS } = (await original()) as { NETWORKS: Record<string, NetworkCapabilities> };
  const source = { page: 'made up', readOn: '2026-11-23' };
  return {
    NETWORKS: {
      bluesky: { ...NETWORKS.bluesky, thread: { most: 3, source }, firstComment: true },
      mastodon: { ...NETWORKS.mastodon, thread: undefined, firstComment: false },
    },
  };
});

const image = {
  sha256: 'a'.repeat(64),
  mimeType: 'image/jpeg',
  fileName: 'loaf.jpg',
  durationMs: null,
};
const post = (over: Partial<Post> = {}): Post =>
  ({
    id: 'post',
    text: 'Fresh bread',
    threading: 'off',
    firstComment: '',
    media: [{ media: image, altText: 'A loaf' }],
    targets: [
      { accountId: 'sky', network: 'bluesky', handle: 'ada.test', text: null, serverLimits: null },
      { accountId: 'elephant', network: 'mastodon', handle: 'ada', text: null, serverLimits: null },
    ],
    ...over,
  }) as Post;
const payload = (accountId: string, over: Partial<Post> = {}) => {
  const found = payloadOf(post(over), accountId);
  if (!found) throw new Error('No payload');
  return found;
};
const long = 'One sentence of bread. '.repeat(30).trim();

describe('what an account gets of a post', () => {
  it('is the text whole without a thread, whatever the network has', () => {
    expect(payload('sky', { text: long })).toMatchObject({ text: long, thread: [] });
    expect(payload('sky', { threading: 'numbered' })).toMatchObject({
      text: 'Fresh bread',
      thread: [],
    });
  });

  it('is a thread only where the network has them and the text needs it', () => {
    const { text, thread } = payload('sky', { text: long, threading: 'numbered' });
    expect(text).toMatch(/ 1\/3$/);
    expect(thread).toHaveLength(2);
    expect(payload('elephant', { text: long, threading: 'numbered' })).toMatchObject({
      text: long,
      thread: [],
    });
  });

  it('follows what the server of the account takes', () => {
    const [sky, elephant] = post().targets;
    const targets = [{ ...sky, serverLimits: { textLimit: 100 } }, elephant] as Post['targets'];
    const { text, thread } = payload('sky', { targets, text: long, threading: 'split' });
    expect([text, ...thread].every((part) => part.length <= 100)).toBe(true);
    expect(thread.length).toBeGreaterThan(5);
  });

  it('has the first comment only where the network has that, and none of blanks', () => {
    expect(payload('sky', { firstComment: '#bread' }).firstComment).toBe('#bread');
    expect(payload('elephant', { firstComment: '#bread' }).firstComment).toBeNull();
    expect(payload('sky', { firstComment: ' \n' }).firstComment).toBeNull();
  });

  it('can be known again on the network by all of its parts', () => {
    const found = payload('sky', { text: long, threading: 'split', firstComment: 'Hello' });
    expect(contentOf(found)).toMatchObject({
      text: found.text,
      thread: found.thread,
      firstComment: 'Hello',
      imageCount: 1,
    });
    expect(hasSeveralParts(found)).toBe(true);
    expect(hasSeveralParts(payload('sky'))).toBe(false);
  });
});

describe('the fingerprint', () => {
  it('is for a post of one part what it always was', () => {
    const old = createHash('sha256')
      .update(JSON.stringify(['bluesky', 'Fresh bread', [[image.sha256, 'A loaf']]]))
      .digest('hex');
    expect(fingerprintOf(payload('sky'))).toBe(old);
    expect(fingerprintOf(payload('sky', { threading: 'numbered' }))).toBe(old);
  });

  it('is for an image that is sent whole what it always was, and another for each part of it', () => {
    const was = '0a51282c0a70a36df5a64ce9138ebd3e1d1f8cad5b36891c1e216fdd9df5fa00';
    const whole = [{ media: image, altText: 'A loaf', crop: null }] as Post['media'];
    const part = { x: 0, y: 0, width: 0.5, height: 1 };
    const of = (media: Post['media']) => fingerprintOf(payload('sky', { media }));
    expect(of(whole)).toBe(was);
    const cut = whole.map((item) => ({ ...item, crop: part }));
    const other = whole.map((item) => ({ ...item, crop: { ...part, x: 0.5 } }));
    expect(new Set([was, of(cut), of(other)]).size).toBe(3);
  });

  it('changes with the parts and with the comment, where the network gets them', () => {
    const of = (accountId: string, over: Partial<Post>) => fingerprintOf(payload(accountId, over));
    const prints = [
      of('sky', { text: long }),
      of('sky', { text: long, threading: 'split' }),
      of('sky', { text: long, threading: 'numbered' }),
      of('sky', { text: long, threading: 'split', firstComment: 'a' }),
      of('sky', { text: long, threading: 'split', firstComment: 'b' }),
      of('sky', { text: long, firstComment: 'a' }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(of('elephant', { firstComment: 'a' })).toBe(of('elephant', {}));
  });
});

describe('a video', () => {
  const media = (sha256: string, durationMs: number | null, altText = 'A kitchen') =>
    ({ media: { ...image, sha256, durationMs }, altText }) as Post['media'][number];

  it('is told from images', () => {
    const images = payload('sky', { media: [media('a', null), media('b', null)] });
    expect(contentOf(images)).toMatchObject({ imageCount: 2, hasVideo: false });
    const video = payload('sky', { media: [media('a', 2000)] });
    expect(contentOf(video)).toMatchObject({ imageCount: 0, hasVideo: true });
  });

  it('has its content in the fingerprint, and what is said of it', () => {
    const of = (...args: Parameters<typeof media>) =>
      fingerprintOf(payload('sky', { media: [media(...args)] }));
    expect(new Set([of('a', 2000), of('b', 2000), of('a', 2000, '')]).size).toBe(3);
    expect(of('a', 2000)).toBe(of('a', 2000));
  });
});

describe('the check before it is sent', () => {
  const codes = (accountId: string, over: Partial<Post>) =>
    checkPayload(payload(accountId, over), accountId).map(({ code }) => code);

  it('lets a thread pass that a single post would not be', () => {
    expect(codes('sky', { text: long })).toEqual(['text_too_long']);
    expect(codes('sky', { text: long, threading: 'split' })).toEqual([]);
    expect(codes('sky', { text: `${long} ${long}`, threading: 'split' })).toEqual([
      'thread_too_long',
    ]);
    expect(codes('elephant', { text: long, threading: 'split' })).toEqual(['text_too_long']);
  });

  it('leaves a comment out where there is none, and stops one that is too long', () => {
    expect(codes('elephant', { firstComment: 'x' })).toEqual(['first_comment_left_out']);
    expect(codes('sky', { firstComment: 'x'.repeat(301) })).toEqual(['first_comment_too_long']);
  });
});
