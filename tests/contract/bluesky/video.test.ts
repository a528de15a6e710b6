import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBluesky } from '../../../electron/platforms/bluesky/bluesky.ts';
import type {
  OutgoingPost,
  PlatformContext,
  PublishProgress,
} from '../../../electron/platforms/platform.ts';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { film } from '../../support/film.ts';
import { BARE_CONTEXT, outgoingPost } from '../../support/platform-call.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';
import { noProgress, UPLOAD, withBluesky } from './bluesky.ts';

describe('a video on a server that stands alone', () => {
  const { line, post, publish, recordOf } = withBluesky();

  it('is taken by the server itself, in pieces, with its description and its shape', async () => {
    const video = film('A loaf, turning 🥖', 2_500_000);
    const reads: number[] = [];
    const read = (start: number, end: number) => {
      reads.push(end - start);
      return video.read(start, end);
    };
    const outgoing = post('Film', { video: { ...video, read }, thread: ['and more'] });
    expect(await publish(outgoing)).toMatchObject({ ok: true });
    expect(Math.max(...reads)).toBeLessThan(video.bytes);
    const [record] = await recordOf(outgoing.recordKey);
    expect(record?.value.embed).toMatchObject({
      $type: 'app.bsky.embed.video',
      alt: 'A loaf, turning 🥖',
      aspectRatio: { width: 1280, height: 720 },
      video: { mimeType: 'video/mp4', size: video.bytes },
    });
    const embed = record?.value.embed as { video: { ref: { $link: string } } } | undefined;
    const stored = await line.pds.blob(line.alice.did, embed?.video.ref.$link ?? '');
    expect(Buffer.compare(stored, video.content)).toBe(0);
  });

  it('is not uploaded again where only the post was lost', async () => {
    let kept: PublishProgress['saved'] = null;
    const progress = (): PublishProgress => ({
      saved: kept,
      save: async (next) => {
        kept = structuredClone(next);
      },
    });
    const outgoing = post('Once', { video: film('once') });
    line.proxy.onRequest((call) => (call.endsWith('putRecord') ? { kind: 'cut_before' } : null));
    expect(await publish(outgoing, progress())).toMatchObject({ class: 'interrupted' });
    line.proxy.onRequest(() => null);
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress())).toMatchObject({ ok: true });
    expect(line.proxy.seen).not.toContain(UPLOAD);
  });

  it('that is gone from the disk is told as that', async () => {
    const video = { ...film(''), read: () => Promise.reject(new Error('ENOENT')) };
    const result = await publish(post('gone', { video }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toContain('Add it again');
  });
});

describe('a video by the video service', () => {
  let sandbox: OpenSandbox;
  let context: PlatformContext;
  const adapter = (...processingWaits: number[]) =>
    createBluesky({ clock: Date, userAgent: 'ClientNest/0', processingWaits });

  beforeEach(async () => {
    sandbox = await openSandbox({ networks: ['bluesky'] });
    const [ada] = sandbox.accounts;
    const signedIn = await adapter().signIn({
      serviceUrl: sandbox.bluesky,
      identifier: ada?.handle ?? '',
      appPassword: ada?.secret ?? '',
    });
    if (!signedIn.ok) throw new Error(signedIn.message);
    const { session, account } = signedIn.value;
    const { remoteId, handle } = account;
    context = { serviceUrl: sandbox.bluesky, remoteId, handle, session, ...BARE_CONTEXT };
  });
  afterEach(() => sandbox.remove());

  const processing = (ms: number | null, more: FaultPlanInput['rules'] = []) =>
    sandbox.faults.set({
      rules: [
        { when: { operation: 'app.bsky.video.uploadVideo' }, fault: { kind: 'processing', ms } },
        ...more,
      ],
    });
  const filmed = (text: string, over: Partial<OutgoingPost> = {}) =>
    outgoingPost(text, {
      recordKey: adapter().newRecordKey(Date.now()),
      createdAt: Date.now(),
      video: film('A loaf'),
      ...over,
    });
  const calls = (operation: string) =>
    sandbox.played().filter((fault) => fault.operation === operation).length;

  it('is handed over, waited for and embedded', async () => {
    await processing(150);
    const outgoing = filmed('Film');
    expect(await adapter(100, 200, 400).publish(context, outgoing, noProgress())).toMatchObject({
      ok: true,
    });
    const [post] = sandbox.posts();
    expect(post).toMatchObject({ text: 'Film', media: [outgoing.video?.sha256] });
    // The same film in another post: the service has it already.
    const again = filmed('Again');
    expect(await adapter(100).publish(context, again, noProgress())).toMatchObject({ ok: true });
  });

  it('is waited for over several tries, and handed over once', async () => {
    await processing(400);
    let kept: PublishProgress['saved'] = null;
    const progress = (): PublishProgress => ({
      saved: kept,
      save: async (next) => {
        kept = structuredClone(next);
      },
    });
    const outgoing = filmed('slow');
    const first = await adapter(1, 1).publish(context, outgoing, progress());
    expect(first).toMatchObject({ ok: false, class: 'unreachable' });
    expect(sandbox.posts()).toEqual([]);
    const second = await adapter(200, 400).publish(context, outgoing, progress());
    expect(second).toMatchObject({ ok: true });
    expect(calls('app.bsky.video.uploadVideo')).toBe(1);
  });

  it('that is no video is refused, with what to do', async () => {
    await processing(0);
    const wrong = {
      ...film('x'),
      read: async (start: number, end: number) => new Uint8Array(end - start),
    };
    const result = await adapter(1).publish(
      context,
      filmed('wrong', { video: wrong }),
      noProgress(),
    );
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toContain('MP4');
  });

  it('waits where the service does not answer', async () => {
    await sandbox.faults.set({
      rules: [
        {
          when: { operation: 'app.bsky.video.getJobStatus' },
          fault: { kind: 'status', status: 503 },
        },
      ],
    });
    const result = await adapter(1).publish(context, filmed('later'), noProgress());
    expect(result).toMatchObject({ ok: false, class: 'unreachable' });
    expect(sandbox.posts()).toEqual([]);
  });
});
