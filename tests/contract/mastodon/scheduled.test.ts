import { describe, expect, it } from 'vitest';
import type { NativeSchedule, OutgoingPost } from '../../../electron/platforms/platform.ts';
import { image } from '../../support/dots.ts';
import { memory, sentPost } from '../../support/platform-call.ts';
import { MINUTE, SEND, withMastodon } from './mastodon.ts';

const { line, clock, context, post, texts, statuses, exchanges, cutAfterSending } = withMastodon();

const HOUR = 60 * MINUTE;
const PLANNED = '/api/v1/scheduled_statuses';

function native(): NativeSchedule {
  const { nativeSchedule } = line.mastodon;
  if (!nativeSchedule) throw new Error('Mastodon schedules by itself');
  return nativeSchedule;
}

const inAnHour = () => clock.now() + HOUR;
const sentOf = (
  outgoing: OutgoingPost,
  at: number,
  saved: Record<string, unknown> | null = null,
) => ({
  ...sentPost(outgoing, saved),
  at,
});

async function handOver(outgoing: OutgoingPost, at = inAnHour(), progress = memory()) {
  return native().handOver(context(), { ...outgoing, at }, progress);
}

/** The id that it has there. */
async function plan(outgoing: OutgoingPost, at = inAnHour()): Promise<string> {
  const answer = await handOver(outgoing, at);
  if (!answer.ok || answer.value.kind !== 'planned') throw new Error(JSON.stringify(answer));
  expect(answer.value.at).toBe(at);
  return answer.value.id;
}

describe('handing over', () => {
  it('uploads and plans; the server publishes it at its time', async () => {
    const at = inAnHour();
    const outgoing = post('In an hour', { images: [image('A pixel')] });
    const id = await plan(outgoing, at);
    expect(await texts()).toEqual([]);
    expect(await native().look(context(), id, sentOf(outgoing, at))).toEqual({
      ok: true,
      value: { kind: 'planned', id, at },
    });
    clock.advance(HOUR);
    expect(
      await native().look(context(), id, sentOf({ ...outgoing, createdAt: at }, at)),
    ).toMatchObject({
      ok: true,
      value: { kind: 'published', post: { remoteId: (await statuses())[0]?.id } },
    });
    expect((await statuses())[0]?.media_attachments).toMatchObject([{ description: 'A pixel' }]);
  });

  it('takes what an earlier try planned, also where nothing of that try is known', async () => {
    const at = inAnHour();
    const outgoing = post('Once');
    const id = await plan(outgoing, at);
    expect(await handOver(post('Once'), at)).toEqual({
      ok: true,
      value: { kind: 'planned', id, at },
    });
    const other = await plan(post('Once'), at + HOUR);
    expect(other).not.toBe(id);
    const taken = { isTaken: (remoteId: string) => remoteId === id };
    expect(await plan(post('Once', taken), at)).not.toBe(id);
  });

  it('does not plan what is too near, also by the clock of a server that is ahead', async () => {
    const tooSoon = { ok: true, value: { kind: 'too_soon' } };
    expect(await handOver(post('Near'), clock.now() + 5 * MINUTE)).toEqual(tooSoon);
    line.ahead = 2 * HOUR;
    expect(await handOver(post('Near there'))).toEqual(tooSoon);
    clock.advance(3 * HOUR);
    expect(await texts()).toEqual([]);
    expect((await exchanges()).some(({ url }) => url.pathname === '/api/v1/statuses')).toBe(false);
  });

  it('finds what it planned when the answer was lost, and is sure where nothing was', async () => {
    const at = inAnHour();
    const outgoing = post('Unheard');
    cutAfterSending();
    const cut = await handOver(outgoing, at);
    expect(cut).toMatchObject({ ok: false, class: 'interrupted' });
    line.proxy.onRequest(() => null);
    expect(await native().find(context(), sentOf(outgoing, at))).toMatchObject({
      ok: true,
      value: { kind: 'planned', at },
    });
    expect(await native().find(context(), sentOf(post('Another'), at))).toEqual({
      ok: true,
      value: { kind: 'gone' },
    });
    clock.advance(2 * HOUR);
    expect(await native().find(context(), sentOf(outgoing, at))).toMatchObject({
      ok: true,
      value: { kind: 'published' },
    });
  });

  it('is found by its image where it has no words', async () => {
    const at = inAnHour();
    const outgoing = post('', { images: [image('Alone')] });
    const progress = memory();
    cutAfterSending();
    await handOver(outgoing, at, progress);
    line.proxy.onRequest(() => null);
    const { saved } = progress;
    expect(await native().find(context(), sentOf(outgoing, at, saved))).toMatchObject({
      value: { kind: 'planned' },
    });
    expect(await native().find(context(), sentOf(outgoing, at))).toMatchObject({
      value: { kind: 'gone' },
    });
  });

  it('looks through all pages of what is planned', async () => {
    const at = inAnHour();
    // A server takes 25 for a day.
    for (let count = 0; count < 45; count++)
      await plan(post(`number ${count}`), at + Math.floor(count / 25) * 24 * HOUR);
    expect(await native().find(context(), sentOf(post('number 0'), at))).toMatchObject({
      value: { kind: 'planned' },
    });
  });

  it('passes on why it is refused, and that nothing was sent where looking failed', async () => {
    expect(await handOver(post('a'.repeat(501)))).toMatchObject({ ok: false, class: 'refused' });
    line.proxy.onRequest((call) =>
      call.startsWith(`GET ${PLANNED}`) ? { kind: 'cut_before' } : null,
    );
    expect(await handOver(post('Nothing sent'))).toMatchObject({ ok: false, class: 'unreachable' });
    expect(line.proxy.seen.at(-1)).not.toBe(SEND);
  });
});

describe('what is planned', () => {
  it('is moved, and not to a time that is too near', async () => {
    const outgoing = post('Moved');
    const id = await plan(outgoing);
    const later = clock.now() + 3 * HOUR;
    expect(await native().move(context(), id, later)).toEqual({ ok: true, value: 'moved' });
    expect(await native().look(context(), id, sentOf(outgoing, later))).toMatchObject({
      value: { kind: 'planned', at: later },
    });
    expect(await native().move(context(), id, clock.now() + MINUTE)).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });

  it('is taken back, and then it is gone', async () => {
    const outgoing = post('Taken back');
    const id = await plan(outgoing);
    expect(await native().takeBack(context(), id)).toEqual({ ok: true, value: 'taken_back' });
    expect(await native().takeBack(context(), id)).toEqual({ ok: true, value: 'gone' });
    expect(await native().move(context(), id, inAnHour())).toEqual({ ok: true, value: 'gone' });
    expect(await native().look(context(), id, sentOf(outgoing, inAnHour()))).toEqual({
      ok: true,
      value: { kind: 'gone' },
    });
    clock.advance(2 * HOUR);
    expect(await texts()).toEqual([]);
  });

  it('is not called gone because something on the way knows no such page', async () => {
    const outgoing = post('Behind a proxy');
    const id = await plan(outgoing);
    line.proxy.onRequest(() => ({ kind: 'answer', status: 404, body: {} }));
    for (const answer of [
      await native().look(context(), id, sentOf(outgoing, inAnHour())),
      await native().takeBack(context(), id),
      await native().move(context(), id, inAnHour()),
    ])
      expect(answer).toMatchObject({ ok: false, class: 'refused' });
  });
});
