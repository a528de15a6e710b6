import { describe, expect, it } from 'vitest';
import type { RemoteLimit } from '../../../electron/platforms/platform.ts';
import { createX } from '../../../electron/platforms/x/x.ts';
import { memory } from '../../support/platform-call.ts';
import { image } from './content.ts';
import { MINUTE, SEND, withX } from './x.ts';

const { line, clock, context, fault, post, publish, texts, calls, reopen } = withX();

const onSend = (what: Parameters<typeof fault>[0]['fault']) =>
  fault({ when: { operation: SEND }, fault: what });

describe('trouble with a post', () => {
  it.each([
    [{ kind: 'cut' }, 'interrupted', 0],
    [{ kind: 'cut', effect: 'done' }, 'interrupted', 1],
    [{ kind: 'reset' }, 'interrupted', 0],
    [{ kind: 'status', status: 503 }, 'service_error', 0],
    [{ kind: 'html', status: 502 }, 'service_error', 0],
    [{ kind: 'html', status: 200 }, 'service_error', 0],
    [{ kind: 'wrong_json' }, 'service_error', 1],
    [{ kind: 'revoke' }, 'auth', 0],
    [{ kind: 'status', status: 403 }, 'refused', 0],
    [{ kind: 'status', status: 400 }, 'refused', 0],
    [{ kind: 'rate_limit' }, 'rate_limited', 0],
  ] as const)('%o is told as %s', async (what, failureClass, posts) => {
    await onSend(what);
    expect(await publish(post('trouble'))).toMatchObject({ ok: false, class: failureClass });
    expect(texts()).toHaveLength(posts);
  });

  it.each([
    [402, '', 'refused', /no credit left/],
    [403, 'Your account is suspended and is not permitted to do that.', 'auth', /locked or susp/],
    [403, 'Your account is temporarily locked.', 'auth', /Look at it on x\.com/],
    [
      403,
      'Your client app is not configured with the appropriate oauth1 app permissions.',
      'refused',
      /Read and write/,
    ],
    [403, 'Something new', 'refused', /It says: “Something new”/],
    [413, '', 'refused', /too large/],
    [429, '', 'rate_limited', /slow down/],
  ] as const)('%i %s: says what to do', async (status, message, failureClass, sentence) => {
    await onSend({ kind: 'status', status, ...(message && { message }) });
    const told = await publish(post('trouble'));
    expect(told).toMatchObject({ ok: false, class: failureClass, httpStatus: status });
    expect(told.ok ? '' : told.message).toMatch(sentence);
  });

  it('quotes X, and never the token', async () => {
    const token = String(line.session.accessToken);
    await onSend({ kind: 'status', status: 400, message: `Sorry, ${token}\nmay not` });
    const told = await publish(post('a'));
    expect(told.ok ? '' : told.message).toMatch(/It says: “Sorry, … may not”/);
  });

  it('of a success that is none is read as what it says', async () => {
    const problem = {
      title: 'Forbidden',
      detail: 'You are not allowed to create a Tweet with duplicate content.',
      type: 'about:blank',
      status: 403,
    };
    const answers = [
      { errors: [problem] },
      { errors: [{ ...problem, detail: 'No', status: 500 }] },
    ];
    const classes = [];
    for (const answer of answers) {
      const x = createX({ clock, userAgent: 'ClientNest/0', settles: 0 });
      const real = globalThis.fetch;
      const known = context();
      globalThis.fetch = async (input, init) =>
        init?.method === 'POST' ? Response.json(answer) : real(input, init);
      const told = await x.publish(known, post('a'), memory());
      globalThis.fetch = real;
      classes.push(told.ok ? 'ok' : told.class);
    }
    expect(classes).toEqual(['duplicate', 'service_error']);
  });

  it('that X can’t be reached is surely not sent', async () => {
    const known = context();
    await fault({ when: { network: 'x' }, fault: { kind: 'refuse' } });
    const told = await line.x.publish(known, post('a'), memory());
    expect(told).toMatchObject({ ok: false, class: 'unreachable' });
  });
});

describe('while media goes up nothing is posted', () => {
  it.each([
    ['POST /2/media/upload/initialize', { kind: 'cut', effect: 'done' }, 'unreachable'],
    ['POST /2/media/upload/:id/append', { kind: 'status', status: 503 }, 'unreachable'],
    ['POST /2/media/upload/:id/append', { kind: 'wrong_json' }, 'ok'],
    ['POST /2/media/upload/:id/finalize', { kind: 'wrong_json' }, 'unreachable'],
    ['POST /2/media/upload/:id/finalize', { kind: 'cut', effect: 'done' }, 'unreachable'],
    ['POST /2/media/metadata', { kind: 'rate_limit' }, 'rate_limited'],
    ['POST /2/media/metadata', { kind: 'status', status: 400 }, 'refused'],
    ['POST /2/media/upload/initialize', { kind: 'revoke' }, 'auth'],
  ] as const)('%s: %o is %s', async (operation, what, failureClass) => {
    await fault({ when: { operation, times: 1 }, fault: what });
    const [outgoing, progress] = [post('a', { images: [image('a', 'A loaf')] }), memory()];
    const told = await publish(outgoing, progress);
    expect(told.ok ? 'ok' : told.class).toBe(failureClass);
    if (told.ok) return;
    expect(calls()).not.toContain(SEND);
    if (failureClass === 'auth') return;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['a']);
  });
});

describe('limits', () => {
  // docs.x.com/x-api/fundamentals/rate-limits
  it('are told with every answer, by endpoint', async () => {
    const told: RemoteLimit[] = [];
    const known = context({ onLimits: (limits) => told.push(...limits) });
    await line.x.publish(known, post('a', { images: [image('a')] }), memory());
    expect(told.map(({ bucket }) => bucket)).toEqual([
      ...['profile', 'media_initialize', 'media_append', 'media_finalize', 'posts'],
    ]);
    const known_ = line.x.capabilities.rateLimits.map(({ bucket }) => bucket);
    expect(told.filter(({ bucket }) => !known_.includes(bucket))).toEqual([]);
    expect(told.at(-1)).toEqual({
      bucket: 'posts',
      limit: 100,
      remaining: 99,
      resetsAt: clock.now() + 15 * MINUTE,
      blockedUntil: null,
    });
  });

  it('say how long to wait', async () => {
    await onSend({ kind: 'rate_limit', seconds: 90 });
    expect(await publish(post('a'))).toMatchObject({ class: 'rate_limited', retryAfter: 90_000 });
    await onSend({ kind: 'rate_limit', headers: false });
    expect(await publish(post('a'))).toMatchObject({ class: 'rate_limited', retryAfter: null });
  });

  it('are kept: the 101st post of a quarter of an hour waits, and looking things up holds back no post', async () => {
    await reopen({ limited: true });
    const told: RemoteLimit[] = [];
    const known = context({ onLimits: (limits) => told.push(...limits) });
    for (let count = 0; count < 100; count++)
      expect(await line.x.publish(known, post(`Post ${count}`), memory())).toMatchObject({
        ok: true,
      });
    expect(told.at(-1)).toMatchObject({ bucket: 'posts', remaining: 0 });
    expect(told.at(-1)?.blockedUntil).toBeGreaterThan(clock.now());
    expect(await line.x.publish(known, post('One more'), memory())).toMatchObject({
      class: 'rate_limited',
      retryAfter: expect.any(Number),
    });
    for (let count = 0; count < 75; count++) await line.x.whoAmI(known);
    expect(told.at(-1)).toMatchObject({ bucket: 'profile', remaining: 0, blockedUntil: null });
  });
});
