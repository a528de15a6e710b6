import { expect, it } from 'vitest';
import { contentOf, fingerprintOf, type Payload } from '../../../../electron/publishing/payload.ts';

const file = (sha256: string, durationMs: number | null): Payload['media'][number] => ({
  media: {
    id: sha256,
    sha256,
    fileName: 'file',
    mimeType: durationMs === null ? 'image/jpeg' : 'video/mp4',
    bytes: 10,
    width: 4,
    height: 3,
    durationMs,
    createdAt: 0,
  },
  altText: 'A kitchen',
});
const payload = (...media: Payload['media']): Payload => ({
  network: 'mastodon',
  handle: 'bakery',
  text: 'Fresh bread',
  media,
});

it('tells a video from images', () => {
  expect(contentOf(payload(file('a', null), file('b', null)))).toMatchObject({
    imageCount: 2,
    hasVideo: false,
  });
  expect(contentOf(payload(file('a', 2000)))).toMatchObject({ imageCount: 0, hasVideo: true });
});

it('has the content of a video in its fingerprint, and what is said of it', () => {
  const one = file('a', 2000);
  const prints = [one, file('b', 2000), { ...one, altText: '' }].map((item) =>
    fingerprintOf(payload(item)),
  );
  expect(new Set(prints).size).toBe(3);
  expect(fingerprintOf(payload(file('a', 2000)))).toBe(prints[0]);
});
