import { describe, expect, it } from 'vitest';
import { createTransport } from '../../../electron/platforms/bluesky/transport.ts';
import { noProgress, PUT, withBluesky } from './bluesky.ts';

const { line, post, publish, recordOf } = withBluesky();

describe('trouble on the way', () => {
  it.each([
    [{ kind: 'cut_before' }, 'interrupted', 0],
    [{ kind: 'cut_after' }, 'interrupted', 1],
    [{ kind: 'answer', status: 503 }, 'service_error', 0],
    [{ kind: 'answer', status: 502, body: '<html>' }, 'service_error', 0],
    [{ kind: 'answer', status: 200, body: { nonsense: true } }, 'service_error', 0],
    [{ kind: 'answer', status: 403, body: { error: 'Forbidden' } }, 'refused', 0],
    [{ kind: 'answer', status: 400, body: { error: 'AccountDeactivated' } }, 'auth', 0],
  ] as const)('%o is told as %s', async (fault, failureClass, records) => {
    const outgoing = post('trouble');
    line.proxy.onRequest((call) => (call === PUT ? fault : null));
    const result = await publish(outgoing);
    expect(result).toMatchObject({ ok: false, class: failureClass });
    expect(await recordOf(outgoing.recordKey)).toHaveLength(records);
  });

  it('says how long a rate limit lasts', async () => {
    line.proxy.onRequest((call) =>
      call === PUT ? { kind: 'answer', status: 429, headers: { 'retry-after': '90' } } : null,
    );
    expect(await publish(post('a'))).toMatchObject({
      class: 'rate_limited',
      httpStatus: 429,
      retryAfter: 90_000,
    });
    const reset = Math.floor(Date.now() / 1000) + 600;
    line.proxy.onRequest((call) =>
      call === PUT
        ? {
            kind: 'answer',
            status: 429,
            headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(reset) },
          }
        : null,
    );
    const result = await publish(post('a'));
    expect(result.ok ? null : result.retryAfter).toBeGreaterThan(590_000);
    expect(result.ok ? null : result.retryAfter).toBeLessThanOrEqual(600_000);
  });

  it('does not lose a mention because the line was cut while it was looked up', async () => {
    line.proxy.onRequest((call) =>
      call.includes('resolveHandle') ? { kind: 'cut_before' } : null,
    );
    expect(await publish(post('hi @bob.test'))).toMatchObject({
      ok: false,
      class: 'interrupted',
    });
    expect(line.proxy.seen).not.toContain(PUT);
  });

  it('gives up on a call that is never answered, and takes it as perhaps received', async () => {
    line.proxy.onRequest(() => ({ kind: 'hang' }));
    const transport = createTransport({
      userAgent: 'ClientNest',
      now: () => 0,
      timeouts: { call: 100, upload: 100 },
    });
    const call = transport(line.proxy.url, '/xrpc/com.atproto.server.describeServer', {});
    await expect(call).rejects.toMatchObject({ failure: { class: 'interrupted' } });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    line.proxy.onRequest((call) => {
      if (call !== PUT) return null;
      setTimeout(() => stop.abort(), 50);
      return { kind: 'hang' };
    });
    const result = await publish(post('hang'), noProgress(), { signal: stop.signal });
    expect(result).toMatchObject({ ok: false, class: 'interrupted' });
  });
});
