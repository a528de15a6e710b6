import { describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { memory } from '../../support/platform-call.ts';
import { CREATOR, INIT, MB, MINUTE, PIECE, STATUS, video, withTikTok } from './tiktok.ts';

type Fault = NonNullable<FaultPlanInput['rules']>[number]['fault'];

const { line, clock, post, publish, reconcile, fault, texts, restart, reopen } = withTikTok();

const on = (operation: string, kind: Fault, over: Record<string, number> = { nth: 1 }) =>
  fault({ when: { operation, ...over }, fault: kind });
const pieces = () =>
  line.calls.calls
    .filter(({ method }) => method === 'PUT')
    .map(({ headers }) => headers.get('content-range')?.replace(/\/.*/, ''));

describe('before a video is whole nothing can be posted', () => {
  it.each([
    [CREATOR, { kind: 'cut', effect: 'none' }, 'unreachable'],
    [CREATOR, { kind: 'status', status: 401 }, 'auth'],
    [CREATOR, { kind: 'status', status: 401, error: 'scope_not_authorized' }, 'auth'],
    [CREATOR, { kind: 'rate_limit', seconds: 90 }, 'rate_limited'],
    [INIT, { kind: 'cut', effect: 'done' }, 'unreachable'],
    [INIT, { kind: 'status', status: 503 }, 'unreachable'],
    [INIT, { kind: 'html', status: 502 }, 'unreachable'],
    [INIT, { kind: 'status', status: 400, message: 'No' }, 'refused'],
    [INIT, { kind: 'status', status: 403, error: 'spam_risk_too_many_posts' }, 'rate_limited'],
    [INIT, { kind: 'status', status: 403, error: 'spam_risk_user_banned_from_posting' }, 'refused'],
    [PIECE, { kind: 'cut', effect: 'none' }, 'unreachable'],
    [PIECE, { kind: 'reset' }, 'unreachable'],
    [PIECE, { kind: 'status', status: 500 }, 'unreachable'],
  ] as const)('%s with %o is told as %s', async (operation, kind, failureClass) => {
    await on(operation, kind);
    const result = await publish(post('x', { video: video(24 * MB) }));
    expect(result).toMatchObject({ ok: false, class: failureClass });
    clock.advance(MINUTE);
    expect(texts()).toEqual([]);
  });

  it.each([
    [{ kind: 'rate_limit', seconds: 90, headers: true }, 90_000],
    [{ kind: 'rate_limit', seconds: 90, headers: false }, MINUTE],
    [{ kind: 'status', status: 403, error: 'reached_active_user_cap' }, 30 * MINUTE],
  ] as const)('says how long to stay away: %o', async (kind, retryAfter) => {
    await on(INIT, kind);
    const result = await publish(post('x', { video: video(MB) }));
    expect(result).toMatchObject({ class: 'rate_limited', retryAfter });
  });

  it('takes a refusal that comes with a status of 200 for what it is', async () => {
    await reopen({ limited: true });
    for (let film = 0; film < 15; film++) {
      clock.advance(MINUTE);
      expect(await publish(post(`Film ${film}`, { video: video(100) }))).toMatchObject({
        ok: true,
      });
    }
    clock.advance(MINUTE);
    const result = await publish(post('One more', { video: video(100) }));
    expect(result).toMatchObject({ class: 'rate_limited', httpStatus: 200 });
    expect(texts()).toHaveLength(15);
  });
});

describe('an upload that is cut off', () => {
  it.each([
    ['before TikTok had the piece', 'none', ['bytes 10000000-19999999', 'bytes 20000000-29999999']],
    ['after TikTok had the piece', 'done', ['bytes 20000000-29999999']],
  ] as const)('%s goes on from there, also after a restart', async (_, effect, missing) => {
    const film = video(30 * MB);
    const progress = memory();
    const outgoing = post('Cut', { video: film });
    await on(PIECE, { kind: 'cut', effect }, { nth: 2 });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(progress.saved).toMatchObject({ sent: 10 * MB, decidedAt: null });
    await restart();
    line.calls.calls.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(pieces()).toEqual(missing);
    expect(line.calls.names()).not.toContain(INIT);
    expect(texts()).toEqual(['Cut']);
  });

  it('begins anew where TikTok has put away what it had', async () => {
    const progress = memory();
    const outgoing = post('Late', { video: video(25 * MB) });
    await on(PIECE, { kind: 'cut', effect: 'none' }, { nth: 2 });
    await publish(outgoing, progress);
    clock.advance(61 * MINUTE);
    line.calls.calls.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.calls.names()).toContain(INIT);
    expect(pieces()).toEqual(['bytes 0-9999999', 'bytes 10000000-24999999']);
    expect(texts()).toEqual(['Late']);
  });

  it('begins anew where the address ended in the middle of it', async () => {
    const progress = memory();
    const outgoing = post('Ended', { video: video(25 * MB) });
    await on(PIECE, { kind: 'status', status: 403 }, { nth: 2 });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    line.calls.calls.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.calls.names()).toContain(INIT);
    expect(texts()).toEqual(['Ended']);
  });

  it('goes on where TikTok says, when it does not agree on what it has', async () => {
    const progress = memory();
    const outgoing = post('Out of step', { video: video(35 * MB) });
    await on(PIECE, { kind: 'cut', effect: 'done' }, { nth: 1 });
    await publish(outgoing, progress);
    // As if what TikTok has told of the first piece had been late.
    await fault(
      { when: { operation: STATUS, nth: 1 }, fault: { kind: 'wrong_json', effect: 'none' } },
      { when: { operation: PIECE, nth: 1 }, fault: { kind: 'status', status: 416 } },
    );
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    line.calls.calls.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Out of step']);
  });

  it('is not made to an address that is not TikTok’s', async () => {
    const away = JSON.stringify({
      data: { publish_id: 'v_pub_file~v2-1.1', upload_url: 'http://127.0.0.1:9/video/' },
      error: { code: 'ok', message: '', log_id: '' },
    });
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) =>
      String(input).includes('/video/init/') ? new Response(away) : real(input, init);
    try {
      expect(await publish(post('x', { video: video(MB) }))).toMatchObject({
        ...{ ok: false, class: 'refused' },
        message: expect.stringContaining('not its own'),
      });
    } finally {
      globalThis.fetch = real;
    }
    expect(pieces()).toEqual([]);
  });
});

describe('the last piece', () => {
  it('whose answer is lost is in doubt, and found again', async () => {
    const progress = memory();
    const outgoing = post('Lost answer', { video: video(12 * MB) });
    await on(PIECE, { kind: 'cut', effect: 'done' });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toMatchObject({ class: 'service_error' });
    clock.advance(5000);
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ...{ ok: true, value: { remoteId: line.sandbox.posts()[0]?.remoteId } },
    });
    // Also where the post was changed since: its publish id tells.
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({ ok: true });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Lost answer']);
  });

  it('that never arrived is surely absent, and the only one that is sent again', async () => {
    const progress = memory();
    const outgoing = post('Never arrived', { video: video(30 * MB) });
    await on(PIECE, { kind: 'cut', effect: 'none' }, { nth: 3 });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    line.calls.calls.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(pieces()).toEqual(['bytes 20000000-29999999']);
    expect(texts()).toEqual(['Never arrived']);
  });

  it('is not sent again where TikTok has it and says so late', async () => {
    const progress = memory();
    const outgoing = post('Late news', { video: video(12 * MB) });
    await fault(
      { when: { operation: PIECE, nth: 1 }, fault: { kind: 'cut', effect: 'done' } },
      { when: { operation: PIECE }, fault: { kind: 'status', status: 416 } },
    );
    await publish(outgoing, progress);
    progress.saved = { ...progress.saved, sent: 0 };
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Late news']);
  });
});

it.each([
  [{ kind: 'cut', effect: 'none' }],
  [{ kind: 'rate_limit', seconds: 60 }],
  [{ kind: 'status', status: 401 }],
] as const)('is in doubt while TikTok can’t be asked what became of it: %o', async (kind) => {
  const progress = memory();
  const outgoing = post('Doubt', { video: video(MB) });
  await fault({ when: { operation: STATUS, times: 2 }, fault: kind as Fault });
  expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
  expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
  expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
  expect(texts()).toEqual(['Doubt']);
});

it('looks again as long as TikTok is at work on it', async () => {
  const progress = memory();
  const outgoing = post('Big', { video: video(MB) });
  await on(PIECE, { kind: 'processing', ms: 10 * MINUTE });
  expect(await publish(outgoing, progress)).toMatchObject({ class: 'service_error' });
  expect(await reconcile(outgoing, progress)).toMatchObject({
    ...{ ok: false, class: 'service_error' },
    message: expect.stringContaining('still at work'),
  });
  clock.advance(11 * MINUTE);
  expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: {} });
  expect(texts()).toEqual(['Big']);
});

it('does not call for a post of which nothing was decided', async () => {
  const outgoing = post('Never', { video: video(MB) });
  expect(await reconcile(outgoing, memory())).toEqual({ ok: true, value: null });
  expect(line.calls.names()).toEqual([]);
});

it('quotes TikTok, and never a token', async () => {
  const secret = 'act.'.concat('x'.repeat(40));
  await on(INIT, { kind: 'status', status: 400, message: `Bad ${secret} in\nhere` });
  const result = await publish(post('x', { video: video(MB) }));
  expect(result.ok ? '' : result.message).toMatch(/It says: “Bad .*… in here”/);
  expect(JSON.stringify(result)).not.toContain('x'.repeat(40));
});

it('stops when it is told to, between two looks', async () => {
  const stop = new AbortController();
  await on(PIECE, { kind: 'processing', ms: null });
  await on(STATUS, { kind: 'hang' });
  setTimeout(() => stop.abort(), 300);
  const result = await publish(post('x', { video: video(MB) }), memory(), { signal: stop.signal });
  expect(result).toMatchObject({ ok: false, class: 'interrupted' });
});
