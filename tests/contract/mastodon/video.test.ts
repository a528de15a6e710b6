import { describe, expect, it } from 'vitest';
import { film } from '../../support/film.ts';
import { memory } from '../../support/platform-call.ts';
import { MINUTE, SEND, UPLOAD, withMastodon } from './mastodon.ts';

const { line, clock, post, publish, processing, statuses, exchanges, reconcile } = withMastodon();

describe('a video', () => {
  it('is sent in pieces with its description, waited for and attached', async () => {
    await processing(2);
    const video = film('A loaf, turning 🥖');
    const reads: number[] = [];
    const read = (start: number, end: number) => {
      reads.push(end - start);
      return video.read(start, end);
    };
    const outgoing = post('Film', { video: { ...video, read } });
    expect(await publish(outgoing)).toMatchObject({ ok: true });
    expect(Math.max(...reads)).toBeLessThan(video.bytes);
    const [status] = await statuses();
    expect(status?.media_attachments).toMatchObject([
      { type: 'video', description: 'A loaf, turning 🥖' },
    ]);
    expect(line.server.sandbox.posts().at(-1)?.media).toEqual([video.sha256]);
    expect((await exchanges()).map(({ status: code }) => code).slice(0, 4)).toEqual([
      202, 206, 200, 200,
    ]);
  });

  it('is waited for over several tries, and not uploaded again meanwhile', async () => {
    await processing(7);
    const progress = memory();
    const outgoing = post('slow', { video: film('') });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(line.proxy.seen).not.toContain(SEND);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.proxy.seen.filter((call) => call === UPLOAD)).toHaveLength(1);
  });

  it('is uploaded again where the server is still at it after an hour', async () => {
    await processing(Number.POSITIVE_INFINITY);
    const progress = memory();
    const outgoing = post('stuck', { video: film('') });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    await processing(1);
    clock.advance(61 * MINUTE);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.proxy.seen.filter((call) => call === UPLOAD)).toHaveLength(2);
    expect(await statuses()).toHaveLength(1);
  });

  it('is known again by its upload where the answer was lost', async () => {
    await processing(1);
    const progress = memory();
    const outgoing = post('', { video: film('x') });
    let cut = false;
    line.proxy.onRequest((call) => {
      if (call.startsWith('GET /api/v1/media/')) line.ahead += 1000;
      if (call !== SEND || cut) return null;
      cut = true;
      return { kind: 'cut_after' };
    });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    const [sent] = await statuses();
    expect(await reconcile(outgoing, progress)).toMatchObject({ value: { remoteId: sent?.id } });
  });

  it('that is gone from the disk is told as that, and nothing was sent', async () => {
    const video = { ...film(''), read: () => Promise.reject(new Error('ENOENT')) };
    const result = await publish(post('gone', { video }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toContain('Add it again');
    expect(line.proxy.seen).not.toContain(SEND);
  });

  it('that is too large is refused by the server in words', async () => {
    line.proxy.onRequest((call) =>
      call === UPLOAD
        ? {
            kind: 'answer',
            status: 422,
            body: { error: 'Validation failed: File file size must be less than 99 MB' },
          }
        : null,
    );
    const result = await publish(post('large', { video: film('') }));
    expect(result).toMatchObject({ ok: false, class: 'refused', httpStatus: 422 });
    expect(result.ok ? '' : result.message).toContain('too large');
  });
});
