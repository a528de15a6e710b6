import { describe, expect, it } from 'vitest';
import { escapeLinkedIn } from '../../../shared/domain/text/linkedin.ts';
import { memory } from '../../support/platform-call.ts';
import { image, SEND, video, withLinkedIn } from './linkedin.ts';

const { line, context, post, publish, texts, calls } = withLinkedIn();

const received = (remoteId: string) => {
  const found = line.sandbox.posts().find((one) => one.remoteId === remoteId);
  if (!found) throw new Error('No such post');
  return found;
};

describe('publishing', () => {
  it('posts a text of a page, with every character as it is and real hashtags', async () => {
    const text =
      'Bread (fresh!) #Sourdough_days [50 %] <3 a@b.example *really* ~ {x} | C:\\new 👩‍🍳\nمرحبا https://example.com/a_b#c';
    const result = await publish(post(text));
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: expect.stringMatching(/^urn:li:share:\d+$/),
        remoteUrl: expect.stringMatching(/^https:\/\/www\.linkedin\.com\/feed\/update\/urn:li:/),
      },
    });
    expect(texts().at(-1)).toBe(text);
    expect(calls(SEND)[0]?.body).toEqual({
      author: line.studio.account.remoteId,
      commentary: escapeLinkedIn(text),
      visibility: 'PUBLIC',
      distribution: {
        feedDistribution: 'MAIN_FEED',
        targetEntities: [],
        thirdPartyDistributionChannels: [],
      },
      lifecycleState: 'PUBLISHED',
      isReshareDisabledByAuthor: false,
    });
  });

  it('posts as the member', async () => {
    expect(await publish(post('From Ada herself'), memory(), line.ada)).toMatchObject({ ok: true });
    expect(texts(line.ada)).toContain('From Ada herself');
  });

  it('counts after escaping: 3,000 is taken, one more is told as too long', async () => {
    const fits = 'ab('.repeat(750);
    expect(escapeLinkedIn(fits)).toHaveLength(3000);
    expect(await publish(post(fits))).toMatchObject({ ok: true });
    expect(await publish(post(`${fits}!`))).toMatchObject({
      class: 'refused',
      message: 'The text is too long for LinkedIn. Shorten it and send it again.',
    });
  });

  it('replaces half characters, which can’t be sent', async () => {
    expect(await publish(post('half \ud83d of one'))).toMatchObject({ ok: true });
    expect(texts().at(-1)).toBe('half \ufffd of one');
  });

  it('posts one image with its description', async () => {
    const result = await publish(post('One', { images: [image('A loaf of bread')] }));
    expect(result).toMatchObject({ ok: true });
    expect(calls(SEND)[0]?.body).toMatchObject({
      content: {
        media: { id: expect.stringMatching(/^urn:li:image:/), altText: 'A loaf of bread' },
      },
    });
    expect(calls('PUT ')[0]?.headers.get('authorization')).toMatch(/^Bearer /);
  });

  it.each([2, 20])('posts %i images in their order', async (count) => {
    const images = Array.from({ length: count }, (_, index) => image(`${count}: ${index}`));
    const result = await publish(post('', { images }));
    if (!result.ok) throw new Error(result.message);
    expect(received(result.value.remoteId).media).toEqual(images.map(({ sha256 }) => sha256));
    const [sent] = calls(SEND);
    expect(sent?.body).toMatchObject({
      content: { multiImage: { images: images.map(({ altText }) => ({ altText })) } },
    });
  });

  it('posts a video in the pieces that LinkedIn asks for', async () => {
    const { film, reads } = video(9_000_000);
    const result = await publish(post('A film', { video: film }));
    if (!result.ok) throw new Error(result.message);
    expect(result.value.remoteId).toMatch(/^urn:li:ugcPost:/);
    expect(reads).toEqual(['0-4194304', '4194304-8388608', '8388608-9000000']);
    expect(received(result.value.remoteId).media).toEqual([film.sha256]);
    // The address is the permission: the token stays here.
    expect(calls('PUT ').map(({ headers }) => headers.has('authorization'))).toEqual([
      false,
      false,
      false,
    ]);
    expect(calls('POST /rest/videos?action=finalizeUpload')[0]?.body).toMatchObject({
      finalizeUploadRequest: {
        uploadedPartIds: [expect.any(String), expect.any(String), expect.any(String)],
      },
    });
  });

  it('says which file LinkedIn can’t read, and uploads it anew at the next try', async () => {
    const progress = memory();
    const outgoing = post('A text in disguise', {
      images: [image('page', Buffer.from('<html></html>'))],
    });
    expect(await publish(outgoing, progress)).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('Save it as JPEG or PNG'),
    });
    expect(calls(SEND)).toEqual([]);
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'refused' });
    expect(calls('POST /rest/images')).toHaveLength(2);
  });

  it('adds the first comment, as it is written', async () => {
    const text = 'Recipe (long): https://example.com/#bread @ada';
    const result = await publish(post('With a comment', { firstComment: text }));
    if (!result.ok) throw new Error(result.message);
    const page = await line.linkedin.comments?.(context(), result.value.remoteId, null);
    expect(page).toMatchObject({ ok: true, value: { comments: [{ text, ours: true }] } });
  });

  it('says that the post is out where only its comment is refused', async () => {
    const progress = memory();
    const outgoing = post('Commented too much', { firstComment: 'x'.repeat(1251) });
    const refused = await publish(outgoing, progress);
    expect(refused).toMatchObject({
      class: 'refused',
      message: expect.stringMatching(/^The post is on LinkedIn, its first comment is not\./),
    });
    expect(await publish({ ...outgoing, firstComment: 'Short.' }, progress)).toMatchObject({
      ok: true,
    });
    expect(texts().filter((text) => text === 'Commented too much')).toHaveLength(1);
  });

  it('removes a post, also one that is gone', async () => {
    const result = await publish(post('Not for long'));
    if (!result.ok) throw new Error(result.message);
    const { remoteId } = result.value;
    expect(await line.linkedin.removePost?.(context(), remoteId)).toEqual({
      ok: true,
      value: 'removed',
    });
    expect(texts()).not.toContain('Not for long');
    expect(await line.linkedin.removePost?.(context(), remoteId)).toMatchObject({ ok: true });
  });
});
