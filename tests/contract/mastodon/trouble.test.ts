import { describe, expect, it } from 'vitest';
import { image } from '../../support/dots.ts';
import { memory } from '../../support/platform-call.ts';
import { SEND, UPLOAD, withMastodon } from './mastodon.ts';

const { line, clock, post, publish, texts } = withMastodon();

describe('trouble on the way', () => {
  it.each([
    [{ kind: 'cut_before' }, 'interrupted', 0],
    [{ kind: 'cut_after' }, 'interrupted', 1],
    [{ kind: 'answer', status: 503, body: { error: 'busy' } }, 'service_error', 0],
    [{ kind: 'answer', status: 502, body: '<html>' }, 'service_error', 0],
    [{ kind: 'answer', status: 200, body: { nonsense: true } }, 'service_error', 0],
    [{ kind: 'answer', status: 401, body: { error: 'revoked' } }, 'auth', 0],
    [{ kind: 'answer', status: 403, body: { error: 'Suspended' } }, 'refused', 0],
    [{ kind: 'answer', status: 404, body: { error: 'Record not found' } }, 'refused', 0],
    [{ kind: 'answer', status: 422, body: { error: 'Too much' } }, 'refused', 0],
  ] as const)('%o is told as %s', async (fault, failureClass, posts) => {
    line.proxy.onRequest((call) => (call === SEND ? fault : null));
    const result = await publish(post('trouble'));
    expect(result).toMatchObject({ ok: false, class: failureClass });
    expect(await texts()).toHaveLength(posts);
  });

  it.each([
    [{ kind: 'cut_after' }, 'unreachable'],
    [{ kind: 'answer', status: 503 }, 'unreachable'],
    [{ kind: 'answer', status: 401 }, 'auth'],
    [{ kind: 'answer', status: 422, body: { error: 'File content type is invalid' } }, 'refused'],
    [{ kind: 'answer', status: 429, headers: { 'retry-after': '7' } }, 'rate_limited'],
  ] as const)('while an image goes up nothing is posted: %o is %s', async (fault, failureClass) => {
    line.proxy.onRequest((call) => (call === UPLOAD ? fault : null));
    const result = await publish(post('', { images: [image('x')] }));
    expect(result).toMatchObject({ ok: false, class: failureClass });
    expect(line.proxy.seen).not.toContain(SEND);
  });

  it.each([
    [{ 'retry-after': '90' }, 90_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-22T09:10:00.000000Z' }, 600_000],
    [{}, null],
  ])('says how long a rate limit lasts: %o', async (headers, retryAfter) => {
    expect(clock.now()).toBe(Date.UTC(2026, 10, 22, 9, 0));
    line.proxy.onRequest((call) =>
      call === SEND ? { kind: 'answer', status: 429, headers } : null,
    );
    expect(await publish(post('a'))).toMatchObject({
      class: 'rate_limited',
      httpStatus: 429,
      retryAfter,
    });
  });

  it('quotes the server, and never the token', async () => {
    line.proxy.onRequest(() => ({
      kind: 'answer',
      status: 422,
      body: { error: `Sorry, ${line.ada.token}${'x'.repeat(20)} may not\nsay that` },
    }));
    const result = await publish(post('a'), memory());
    expect(result.ok ? '' : result.message).toMatch(/It says: “Sorry, … may not say that”/);
    expect(JSON.stringify(result)).not.toContain(line.ada.token);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    line.proxy.onRequest((call) => {
      if (call !== SEND) return null;
      setTimeout(() => stop.abort(), 50);
      return { kind: 'hang' };
    });
    const result = await publish(post('hang'), memory(), { signal: stop.signal });
    expect(result).toMatchObject({ ok: false, class: 'interrupted' });
  });
});
