import { describe, expect, it } from 'vitest';
import type { RemoteLimit } from '../../../electron/platforms/platform.ts';
import { memory } from '../../support/platform-call.ts';
import { HOUR, image, SEND, withLinkedIn } from './linkedin.ts';

const { line, clock, post, publish, fault, texts, calls } = withLinkedIn({
  limited: true,
});

const UPLOAD = 'PUT /dms-uploads/:name/:piece';
const answer = (status: number, error?: string, message?: string) => ({
  kind: 'status' as const,
  status,
  ...(error && { error }),
  ...(message && { message }),
});

describe('what LinkedIn says', () => {
  it.each([
    [401, 'INVALID_ACCESS_TOKEN', 'Invalid access token', 'auth', 'Reconnect the account'],
    [
      403,
      'ACCESS_DENIED',
      'Not enough permissions to access: posts.CREATE',
      'auth',
      'Community Management API',
    ],
    [
      426,
      'NONEXISTENT_VERSION',
      'Requested version 20260701 is not active',
      'refused',
      'Update ClientNest',
    ],
    [429, 'TOO_MANY_REQUESTS', 'Too many requests', 'rate_limited', 'slow down'],
    [
      422,
      'DUPLICATE_POST',
      'Content is a duplicate of urn:li:share:7',
      'duplicate',
      'has this already',
    ],
    [400, 'FIELD_LENGTH_TOO_LONG', 'commentary', 'refused', 'too long'],
    [
      400,
      'ILLEGAL_ARGUMENT',
      'urn:li:image:1 is not ready: PROCESSING',
      'unreachable',
      'still at work',
    ],
    [413, 'PAYLOAD_TOO_LARGE', 'Too large', 'refused', 'too large'],
    [
      422,
      'UNPROCESSABLE_ENTITY',
      'ERROR :: /visibility :: is not an enum symbol',
      'refused',
      '/visibility',
    ],
    [500, 'INTERNAL_SERVER_ERROR', 'Internal Server Error', 'service_error', '(500)'],
    [503, 'SERVICE_UNAVAILABLE', 'Service Unavailable', 'service_error', '(503)'],
  ] as const)('%i %s “%s” is %s', async (status, error, message, expected, words) => {
    await fault({ when: { operation: SEND }, fault: answer(status, error, message) });
    const result = await publish(post(`Through ${status} ${message}`));
    expect(result).toMatchObject({
      ok: false,
      class: expected,
      message: expect.stringContaining(words),
    });
    expect(JSON.stringify(result)).not.toContain(String(line.studio.session.accessToken));
  });

  it.each([
    ['refuses connections', { kind: 'refuse' }, 'unreachable'],
    ['resets the connection', { kind: 'reset' }, 'interrupted'],
    ['sends a page', { kind: 'html', status: 502 }, 'service_error'],
  ] as const)('nothing, and %s', async (_, kind, expected) => {
    const when = kind.kind === 'refuse' ? { network: 'linkedin' as const } : { operation: SEND };
    await fault({ when, fault: kind });
    expect(await publish(post('Through the wire'))).toMatchObject({ ok: false, class: expected });
  });

  it('before the post is told as not sent', async () => {
    for (const kind of [
      answer(500),
      answer(503),
      { kind: 'cut' as const },
      { kind: 'wrong_json' as const },
    ]) {
      const operation = 'POST /rest/images?action=initializeUpload';
      await fault({ when: { operation, nth: 1 }, fault: kind });
      const outgoing = post('Before', { images: [image(`before ${kind.kind}`)] });
      expect(await publish(outgoing)).toMatchObject({ class: 'unreachable' });
    }
    expect(calls(SEND)).toEqual([]);
  });

  it('when the address of an upload is no longer taken leads to a new one', async () => {
    await fault({ when: { operation: UPLOAD, nth: 1 }, fault: answer(403) });
    const result = await publish(post('Another address', { images: [image('another')] }));
    expect(result).toMatchObject({ ok: true });
    expect(calls('POST /rest/images')).toHaveLength(2);
  });
});

describe('the limit of the day', () => {
  it('holds the account back until midnight UTC, and says so', async () => {
    const heard: RemoteLimit[] = [];
    const over = { onLimits: (limits: readonly RemoteLimit[]) => void heard.push(...limits) };
    const mine = () => texts().length + texts(line.ada).length;
    while (mine() < 150)
      expect(await publish(post(`Post ${mine()}`), memory(), line.ada)).toMatchObject({ ok: true });
    const result = await publish(post('One too many'), memory(), line.studio, over);
    const midnight = Math.ceil(clock.now() / (24 * HOUR)) * 24 * HOUR;
    expect(result).toMatchObject({
      class: 'rate_limited',
      message: expect.stringContaining('midnight UTC'),
    });
    const { retryAfter } = result as { retryAfter: number };
    expect(Math.abs(clock.now() + retryAfter - midnight)).toBeLessThan(5000);
    expect(heard).toContainEqual({
      bucket: 'posts',
      limit: null,
      remaining: 0,
      resetsAt: midnight,
      blockedUntil: midnight,
    });
  });
});
