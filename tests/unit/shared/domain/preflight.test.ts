import { describe, expect, it } from 'vitest';
import {
  checkPost,
  hasErrors,
  type PreflightMedia,
  type PreflightTarget,
} from '../../../../shared/domain/preflight.ts';

const target = (over: Partial<PreflightTarget> = {}): PreflightTarget => ({
  accountId: 'a',
  network: 'bluesky',
  handle: 'alice.test',
  text: 'Hello',
  status: 'connected',
  ...over,
});
const image = (over: Partial<PreflightMedia> = {}): PreflightMedia => ({
  fileName: 'cake.jpg',
  mimeType: 'image/jpeg',
  altText: 'A cake',
  ...over,
});
const check = (targets: PreflightTarget[], media: PreflightMedia[] = []) =>
  checkPost({ targets, media }).map(({ severity, code, accountId }) => [severity, code, accountId]);

describe('the pre-flight check', () => {
  it('has nothing to say about a good post', () => {
    expect(check([target()])).toEqual([]);
    expect(check([target({ text: '' })], [image()])).toEqual([]);
    expect(
      check(
        [target({ text: '' })],
        Array.from({ length: 4 }, () => image()),
      ),
    ).toEqual([]);
  });

  it.each([
    ['no account', [], [], ['error', 'no_target', null]],
    ['nothing to say', [target({ text: ' \n' })], [], ['error', 'nothing_to_say', 'a']],
    ['a long text', [target({ text: 'ä'.repeat(301) })], [], ['error', 'text_too_long', 'a']],
    [
      'too many bytes',
      [target({ text: '👩‍👩‍👧‍👦'.repeat(121) })],
      [],
      ['error', 'text_too_many_bytes', 'a'],
    ],
    [
      'five images',
      [target()],
      Array.from({ length: 5 }, () => image()),
      ['error', 'too_many_images', null],
    ],
    ['a PDF', [target()], [image({ mimeType: 'application/pdf' })], ['error', 'image_type', null]],
    ['a GIF', [target()], [image({ mimeType: 'image/gif' })], ['warning', 'image_still', null]],
    ['a lost file', [target()], [image({ readable: false })], ['error', 'image_unreadable', null]],
    ['no alt text', [target()], [image({ altText: ' ' })], ['warning', 'alt_text_missing', null]],
    [
      'a long alt text',
      [target()],
      [image({ altText: 'a'.repeat(2001) })],
      ['error', 'alt_text_too_long', null],
    ],
    [
      'a long alt text in characters that others count as one',
      [target({ network: 'mastodon' })],
      [image({ altText: 'e\u0301'.repeat(751) })],
      ['error', 'alt_text_too_long', null],
    ],
    ['a paused account', [target({ status: 'disabled' })], [], ['error', 'account_disabled', 'a']],
    [
      'a signed-out account',
      [target({ status: 'reconnect_needed' })],
      [],
      ['warning', 'reconnect_needed', 'a'],
    ],
  ])('finds %s', (_, targets, media, finding) => {
    expect(check(targets, media)).toEqual([finding]);
  });

  it('says by how much, for each account its own text, and images once for a network', () => {
    const findings = checkPost({
      targets: [
        target({ text: 'a'.repeat(312) }),
        target({ accountId: 'b', handle: 'bob.test', text: 'short' }),
      ],
      media: [image({ altText: '' })],
    });
    expect(findings.map(({ message }) => message)).toEqual([
      'Bluesky takes 300 characters. Shorten the text for @alice.test by 12, or let it go on as a thread.',
      'Describe “cake.jpg” for people who can’t see it.',
    ]);
    expect(hasErrors(findings)).toBe(true);
    expect(hasErrors(findings.slice(1))).toBe(false);
  });

  it('puts errors first', () => {
    const severities = check([target({ status: 'reconnect_needed', text: '' })]).map(([s]) => s);
    expect(severities).toEqual(['error', 'warning']);
  });
});
