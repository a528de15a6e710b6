import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '../../../../../renderer/views/composer/draft.ts';
import { checkDraft } from '../../../../../renderer/views/composer/draft-checks.ts';
import { isVideoFile } from '../../../../../renderer/views/composer/keep-video.ts';
import { lengthText } from '../../../../../renderer/views/composer/length-text.ts';
import type { PostMedia } from '../../../../../shared/ipc/views.ts';

it.each([
  [40, '0:01'],
  [7000, '0:07'],
  [59_600, '1:00'],
  [84_000, '1:24'],
  [3_725_000, '1:02:05'],
])('writes %i ms as players do', (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});

it('knows a video by what the system says, or by its name where it says nothing', () => {
  expect(isVideoFile({ type: 'video/quicktime', name: 'IMG_1' })).toBe(true);
  expect(isVideoFile({ type: '', name: 'IMG_1.MOV' })).toBe(true);
  expect(isVideoFile({ type: 'image/png', name: 'still.mp4' })).toBe(false);
  expect(isVideoFile({ type: '', name: 'notes.txt' })).toBe(false);
});

describe('what is in order', () => {
  const file = (id: string, durationMs: number | null): PostMedia => ({
    media: {
      id,
      sha256: 'a'.repeat(64),
      fileName: id,
      mimeType: durationMs === null ? 'image/jpeg' : 'video/mp4',
      bytes: 1000,
      width: 800,
      height: 600,
      durationMs,
      createdAt: 0,
    },
    altText: 'An oven',
    crop: null,
  });
  const passed = (...media: PostMedia[]) => checkDraft({ ...EMPTY_DRAFT, media }, []).passed;

  it('names what it is about', () => {
    expect(passed(file('a', 2000))).toContain('The video is described.');
    expect(passed(file('a', null))).toContain('The image can be sent.');
    expect(passed(file('a', null), file('b', null))).toContain('All images are described.');
    expect(passed(file('a', null), file('b', 2000))).toContain(
      'All images and videos are described.',
    );
  });
});
