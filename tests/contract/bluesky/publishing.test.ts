import { describe, expect, it } from 'vitest';
import type { PublishProgress } from '../../../electron/platforms/platform.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { image, PIXEL } from '../../support/dots.ts';
import { sentPost } from '../../support/platform-call.ts';
import { PUT, UPLOAD, withBluesky } from './bluesky.ts';

const { line, post, publish, recordOf, context } = withBluesky();

/** What stands at a facet's byte offsets, read the way the network reads it. */
const facetTexts = (value: Record<string, unknown>) =>
  ((value.facets ?? []) as Facet[]).map(({ index, features }) => ({
    text: Buffer.from(value.text as string)
      .subarray(index.byteStart, index.byteEnd)
      .toString(),
    feature: features[0],
  }));
interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: Record<string, unknown>[];
}

describe('publishing', () => {
  it('writes text with links, mentions and tags at UTF-8 offsets', async () => {
    const text =
      'Grüße aus Köln 👩🏽‍🍳🇩🇪 von @bob.test: https://example.com/straße?q=ä#x und #Käse, (example.org) – @nobody.test';
    const outgoing = post(text);
    const result = await publish(outgoing);
    const uri = `at://${line.alice.did}/app.bsky.feed.post/${outgoing.recordKey}`;
    expect(result).toEqual({ ok: true, value: { remoteId: uri, remoteUrl: null } });
    const [record] = await recordOf(outgoing.recordKey);
    expect(record?.value).toMatchObject({
      $type: 'app.bsky.feed.post',
      text,
      createdAt: '2026-11-22T09:00:00.000Z',
    });
    expect(facetTexts(record?.value ?? {})).toEqual([
      {
        text: '@bob.test',
        feature: { $type: 'app.bsky.richtext.facet#mention', did: line.bob.did },
      },
      {
        text: 'https://example.com/straße?q=ä#x',
        feature: {
          $type: 'app.bsky.richtext.facet#link',
          uri: 'https://example.com/straße?q=ä#x',
        },
      },
      { text: '#Käse', feature: { $type: 'app.bsky.richtext.facet#tag', tag: 'Käse' } },
      {
        text: 'example.org',
        feature: { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org' },
      },
    ]);
  });

  it('leaves out a link that is none, instead of losing the post', async () => {
    const outgoing = post('look: https:///// and https://example.com');
    expect(await publish(outgoing)).toMatchObject({ ok: true });
    const [record] = await recordOf(outgoing.recordKey);
    expect(facetTexts(record?.value ?? {}).map((facet) => facet.text)).toEqual([
      'https://example.com',
    ]);
  });

  it('uploads images with alt text and shape, and the bytes are the same', async () => {
    const outgoing = post('', { images: [image('Ein roter Punkt 🔴'), image('')] });
    expect(await publish(outgoing)).toMatchObject({ ok: true });
    const [record] = await recordOf(outgoing.recordKey);
    expect(record?.value.embed).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [
        { alt: 'Ein roter Punkt 🔴', aspectRatio: { width: 1, height: 1 } },
        { alt: '', aspectRatio: { width: 1, height: 1 } },
      ],
    });
    const embed = record?.value.embed as {
      images: { image: { ref: { $link: string }; mimeType: string; size: number } }[];
    };
    const blob = embed.images[0]?.image;
    expect(blob).toMatchObject({ mimeType: 'image/png', size: PIXEL.byteLength });
    expect(await line.pds.blob(line.alice.did, blob?.ref.$link ?? '')).toEqual(PIXEL);
  });

  it('is one record however often the same key is sent', async () => {
    const outgoing = post('once');
    const first = await publish(outgoing);
    const second = await publish(outgoing);
    expect(second).toEqual(first);
    expect(await recordOf(outgoing.recordKey)).toHaveLength(1);
  });

  it.each([
    ['300 graphemes of many bytes each', '👩🏽‍🍳'.repeat(176), true],
    ['300 plain characters', 'a'.repeat(300), true],
    ['301 plain characters', 'a'.repeat(301), false],
    ['300 family emoji, over 3,000 bytes', '👩‍👩‍👧‍👦'.repeat(300), false],
    ['3,000 bytes exactly', `${'👩‍👩‍👧‍👦'.repeat(119)}${'é'.repeat(12)}a`, true],
    ['3,001 bytes', `${'👩‍👩‍👧‍👦'.repeat(119)}${'é'.repeat(13)}`, false],
  ])('takes what our measuring says it takes: %s', async (_, text, accepted) => {
    expect(measureText(text, line.bluesky.capabilities.text).over).toBe(!accepted);
    const result = await publish(post(text));
    expect(result.ok).toBe(accepted);
    if (!result.ok) expect(result).toMatchObject({ class: 'refused', httpStatus: 400 });
  });

  it('goes on after the images that are up already', async () => {
    const outgoing = post('two pictures', {
      images: [image('one'), image('two', Uint8Array.from([...PIXEL, 0]))],
    });
    let kept: Record<string, unknown> | null = null;
    const progress = (): PublishProgress => ({
      saved: kept,
      save: async (next) => {
        kept = structuredClone(next);
      },
    });
    let uploads = 0;
    line.proxy.onRequest((call) =>
      call === UPLOAD && ++uploads === 2 ? { kind: 'cut_before' } : null,
    );
    expect(await publish(outgoing, progress())).toMatchObject({ ok: false, class: 'interrupted' });
    line.proxy.onRequest(() => null);
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress())).toMatchObject({ ok: true });
    expect(line.proxy.seen).toEqual([UPLOAD, PUT]);
    expect(await recordOf(outgoing.recordKey)).toHaveLength(1);
  });

  it('uploads again what the server has cleared away meanwhile', async () => {
    const gone = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
    const { sha256 } = image('');
    const outgoing = post('late', { images: [image('again')] });
    const blob = { $type: 'blob', ref: { $link: gone }, mimeType: 'image/png', size: 70 };
    const result = await publish(outgoing, {
      saved: { blobs: { [sha256]: { blob, width: 1, height: 1 } }, mentions: {} },
      save: async () => {},
    });
    expect(result).toMatchObject({ ok: true });
    expect(line.proxy.seen).toEqual([PUT, UPLOAD, PUT]);
  });

  it('reads back whether a record is there', async () => {
    const outgoing = post('there');
    const sent = sentPost(outgoing);
    expect(await line.bluesky.reconcile(context(), sent)).toEqual({ ok: true, value: null });
    const published = await publish(outgoing);
    expect(await line.bluesky.reconcile(context(), sent)).toEqual(published);
  });
});
