import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../support/sandbox-mastodon.ts';
import { MINUTE, withMastodon } from './mastodon.ts';

const { line, clock, context, post, publish, exchanges } = withMastodon();
const DAY = 24 * 60 * MINUTE;

let bob: Person;
beforeEach(async () => {
  bob = await line.server.person('bob');
});

const say = (status: string, over: Record<string, unknown> = {}) =>
  line.server.write(bob, { status, ...over });
async function read(since: string | null = null, from: string | null = null) {
  const result = await line.mastodon.mentions?.(context(), since, from);
  if (!result?.ok) throw new Error(result?.message);
  return result.value;
}
const textsSince = async (since: string | null) =>
  (await read(since)).mentions.map(({ text }) => text);

describe('mentions', () => {
  it('are told newest first with who wrote them, and later only what is new', async () => {
    const { newest: before } = await read();
    const first = await say(`@${line.ada.username} are you open?`);
    clock.advance(MINUTE);
    await say(`@${line.ada.username} hello again`);
    const { mentions, newest, next } = await read(before);
    expect(next).toBeNull();
    expect(mentions.map(({ text }) => text)).toEqual([
      `@${line.ada.username} hello again`,
      `@${line.ada.username} are you open?`,
    ]);
    expect(mentions[1]).toMatchObject({
      ...{ remoteId: first.id, parentId: '', rootId: null, ours: false, remoteUrl: first.url },
      author: { remoteId: bob.id, handle: `bob@${line.server.domain}` },
    });
    expect(await textsSince(newest)).toEqual([]);
    clock.advance(MINUTE);
    await say(`@${line.ada.username} a third one`);
    expect(await textsSince(newest)).toEqual([`@${line.ada.username} a third one`]);
  });

  it('of people elsewhere come with time', async () => {
    const { newest } = await read();
    clock.advance(30 * DAY);
    const { mentions } = await read(newest);
    expect(mentions.length).toBeGreaterThan(5);
    for (const { author, text, parentId } of mentions) {
      expect(author.handle).toMatch(/@visitors\.example$/);
      expect(text).toContain(`@${line.ada.username}`);
      expect(parentId).toBe('');
    }
  });

  it('say what they answer, and letters between two are left out', async () => {
    const { newest } = await read();
    const result = await publish(post('What do you think?'));
    if (!result.ok) throw new Error(result.message);
    const to = result.value.remoteId;
    await say(`@${line.ada.username} in private`, { visibility: 'direct', in_reply_to_id: to });
    await say(`@${line.ada.username} in public`, { in_reply_to_id: to });
    const mentions = (await read(newest)).mentions.filter(
      ({ author }) => author.remoteId === bob.id,
    );
    expect(mentions).toMatchObject([{ text: `@${line.ada.username} in public`, parentId: to }]);
  });

  it('come page by page, each once', async () => {
    const { newest } = await read();
    for (let count = 0; count < 90; count++) {
      clock.advance(1000);
      await say(`@${line.ada.username} number ${count}`);
    }
    const seen: string[] = [];
    let from: string | null = null;
    for (let page = 0; page < 5; page++) {
      const answer = await read(newest, from);
      seen.push(...answer.mentions.map(({ text }) => text));
      from = answer.next;
      if (from === null) break;
    }
    const ours = seen.filter((text) => text.includes('number'));
    expect(ours).toEqual(
      Array.from({ length: 90 }, (_, at) => `@${line.ada.username} number ${89 - at}`),
    );
  });

  it('can be left unread by a sign-in that goes on with all the rest', async () => {
    const { id } = await say('hi');
    const body = { error: 'This action is outside the authorized scopes' };
    line.proxy.onRequest(() => ({ kind: 'answer', status: 403, body }));
    const mentions = await line.mastodon.mentions?.(context(), null, null);
    expect(mentions).toMatchObject({
      ...{ ok: false, class: 'refused' },
      message: expect.stringContaining('Connect the account again'),
    });
    const like = await line.mastodon.like?.(context(), id, true);
    expect(like).toMatchObject({ ok: false, class: 'refused' });
  });
});

describe('liking', () => {
  const like = (id: string, liked: boolean) => line.mastodon.like?.(context(), id, liked);
  const likesOf = async (id: string) => {
    const { json } = await line.server.call('GET', `/api/v1/statuses/${id}`, { as: bob });
    return (json as { favourites_count: number }).favourites_count;
  };

  it('is one like however often it is pressed, and is taken back', async () => {
    const { id } = await say(`@${line.ada.username} lovely bread`);
    const before = await likesOf(id);
    expect(await like(id, true)).toEqual({ ok: true, value: 'done' });
    expect(await like(id, true)).toEqual({ ok: true, value: 'done' });
    expect(await likesOf(id)).toBe(before + 1);
    expect(await like(id, false)).toEqual({ ok: true, value: 'done' });
    expect(await like(id, false)).toEqual({ ok: true, value: 'done' });
    expect(await likesOf(id)).toBe(before);
    const asked = (await exchanges()).filter(({ url }) => /favourite$/.test(url.pathname));
    expect(asked).toHaveLength(4);
  });

  it('says that it is gone', async () => {
    expect(await like('109999999999', true)).toEqual({ ok: true, value: 'gone' });
  });
});
