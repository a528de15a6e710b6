import { describe, expect, it } from 'vitest';
import type { OutgoingReply } from '../../../electron/platforms/platform.ts';
import { MINUTE, SEND, withMastodon } from './mastodon.ts';

const { line, clock, context, post, publish, exchanges, statuses } = withMastodon();

const HOUR = 60 * MINUTE;

async function published(text: string, thread: string[] = []): Promise<string> {
  const result = await publish(post(text, { thread }));
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
const commentsOf = async (id: string) => {
  const result = await line.mastodon.comments?.(context(), id, null);
  if (!result?.ok) throw new Error(result?.message);
  expect(result.value.next).toBeNull();
  return result.value.comments;
};
const answerTo = (postId: string, parentId: string, text: string): OutgoingReply => ({
  recordKey: line.mastodon.newRecordKey(clock.now()),
  createdAt: clock.now(),
  ...{ postId, parentId, text },
});
const reply = (outgoing: OutgoingReply) => line.mastodon.reply?.(context(), outgoing);

/** A post under which somebody from elsewhere wrote. */
async function talkedAbout() {
  for (let count = 0; count < 20; count++) {
    const id = await published(`Ask me ${count}`);
    clock.advance(2 * HOUR);
    const [comment] = await commentsOf(id);
    if (comment) return { id, comment };
  }
  throw new Error('Nobody wrote');
}

describe('figures', () => {
  it('grow, and are left out of posts that are gone', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 23; count++) ids.push(await published(`post ${count}`));
    const gone = ids.pop() ?? '';
    await line.mastodon.removePost?.(context(), gone);
    const read = async () => {
      const result = await line.mastodon.metrics?.(context(), [...ids, gone]);
      if (!result?.ok) throw new Error(result?.message);
      return result.value;
    };
    clock.advance(HOUR);
    const early = await read();
    expect(early.map(({ remoteId }) => remoteId)).toEqual(ids);
    expect(Object.keys(early[0]?.values ?? {}).sort()).toEqual(
      [...line.mastodon.capabilities.metrics].sort(),
    );
    clock.advance(48 * HOUR);
    const late = await read();
    const sum = (of: typeof early, what: 'likes' | 'shares' | 'comments') =>
      of.reduce((total, { values }) => total + (values[what] ?? 0), 0);
    expect(sum(late, 'likes')).toBeGreaterThan(sum(early, 'likes'));
    expect(sum(late, 'shares')).toBeGreaterThan(0);
    expect(sum(late, 'comments')).toBeGreaterThan(0);
    const asked = line.proxy.seen.filter((call) => call === 'GET /api/v1/statuses');
    expect(asked).toHaveLength(4);
  });

  it('are read one by one on a server that has no call for several', async () => {
    const ids = [await published('one'), await published('two')];
    line.proxy.onRequest((call) =>
      call === 'GET /api/v1/statuses'
        ? { kind: 'answer', status: 404, body: { error: 'Not found' } }
        : null,
    );
    const result = await line.mastodon.metrics?.(context(), [...ids, '999']);
    expect(result?.ok && result.value.map(({ remoteId }) => remoteId)).toEqual(ids);
  });

  it('that a server hides are not 0', async () => {
    const id = await published('hidden');
    line.proxy.rewrite((call, answer) =>
      call === 'GET /api/v1/statuses'
        ? answer.replace(/"quotes_count":\d+/, '"quotes_count":null')
        : answer,
    );
    const result = await line.mastodon.metrics?.(context(), [id]);
    expect(result?.ok && Object.keys(result.value[0]?.values ?? {}).sort()).toEqual([
      'comments',
      'likes',
      'shares',
    ]);
  });
});

describe('comments', () => {
  it('are those of others and our own, oldest first, as plain text', async () => {
    const { id, comment } = await talkedAbout();
    expect(comment).toMatchObject({ parentId: id, hidden: false, ours: false });
    expect(comment.author.handle).toMatch(/^\w+@visitors\.example$/);
    expect(comment.text).toMatch(new RegExp(`^@${line.ada.username} \\w`));
    const withThread = await published('first part', ['second part & <more>']);
    expect((await commentsOf(withThread)).filter(({ ours }) => ours)).toMatchObject([
      {
        parentId: withThread,
        text: 'second part & <more>',
        author: { remoteId: line.ada.id, handle: `${line.ada.username}@${line.server.domain}` },
        ours: true,
      },
    ]);
  });

  it('are none where the post is gone, and that is said', async () => {
    const id = await published('soon gone');
    await line.mastodon.removePost?.(context(), id);
    expect(await line.mastodon.comments?.(context(), id, null)).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });
});

describe('answering', () => {
  it('names who is answered, and is found in the talk', async () => {
    const { id, comment } = await talkedAbout();
    const result = await reply(answerTo(id, comment.remoteId, 'thank you'));
    const [ours] = await statuses();
    expect(ours?.in_reply_to_id).toBe(comment.remoteId);
    expect(result).toMatchObject({
      ok: true,
      value: {
        remoteId: ours?.id,
        parentId: comment.remoteId,
        text: expect.stringMatching(/^@\w+ thank you$/),
        ours: true,
      },
    });
    expect((await commentsOf(id)).map(({ remoteId }) => remoteId)).toContain(ours?.id);
    // Whoever is named already is not named twice.
    const named = `${comment.author.handle.toUpperCase()}`;
    await reply(answerTo(id, comment.remoteId, `@${named} again`));
    const sent = (await exchanges()).filter(
      (call) => `${call.method} ${call.url.pathname}` === SEND,
    );
    expect(sent.at(-1)?.body).toMatchObject({ status: `@${named} again` });
  });

  it('names nobody under our own post, and is one answer by its key', async () => {
    const id = await published('What do you think?');
    const outgoing = answerTo(id, id, 'I think so');
    const first = await reply(outgoing);
    expect(first).toMatchObject({ ok: true, value: { text: 'I think so', parentId: id } });
    expect(await reply(outgoing)).toEqual(first);
    expect(await statuses()).toHaveLength(2);
  });

  it('is one answer also when the server has forgotten the key', async () => {
    const { id, comment } = await talkedAbout();
    const outgoing = answerTo(id, comment.remoteId, 'just one');
    line.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_after' } : null));
    expect(await reply(outgoing)).toMatchObject({ ok: false, class: 'interrupted' });
    line.proxy.onRequest(() => null);
    clock.advance(2 * HOUR);
    expect(await reply(outgoing)).toMatchObject({ ok: true, value: { ours: true } });
    const mine = (await statuses()).filter(({ content }) => content.includes('just one'));
    expect(mine).toHaveLength(1);
  });

  it('is no more public than what it answers', async () => {
    const bob = await line.server.person('bob');
    const id = await published('in public');
    const theirs = await line.server.write(bob, {
      status: `@${line.ada.username} between us`,
      in_reply_to_id: id,
      visibility: 'direct',
    });
    expect(await reply(answerTo(id, theirs.id, 'of course'))).toMatchObject({ ok: true });
    const [ours] = await statuses();
    expect(ours).toMatchObject({ visibility: 'direct', in_reply_to_id: theirs.id });
    expect(ours?.content).toContain('@<span>bob</span>');
  });

  it('says that what it answers is gone', async () => {
    const id = await published('soon gone');
    await line.mastodon.removePost?.(context(), id);
    expect(await reply(answerTo(id, id, 'too late'))).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });
});
