import { describe, expect, it } from 'vitest';
import type { OutgoingReply } from '../../../electron/platforms/platform.ts';
import { PUT, withBluesky } from './bluesky.ts';

const { line, signIn, context, post, publish } = withBluesky();

const bobsContext = async () => {
  const password = await line.pds.createAppPassword(line.bob, `Bob ${Math.random()}`);
  const { session } = await signIn('bob.test', password);
  return context({ session, remoteId: line.bob.did, handle: 'bob.test' });
};

async function published(text: string): Promise<string> {
  const result = await publish(post(text));
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}

const answerTo = (
  postId: string,
  parentId: string,
  text: string,
  recordKey = line.bluesky.newRecordKey(Date.now()),
): OutgoingReply => ({ recordKey, createdAt: Date.UTC(2026, 10, 23), postId, parentId, text });

const recordAt = async (uri: string) => {
  const [, , did = '', collection] = uri.split('/');
  return (await line.pds.records(did, collection)).find((record) => record.uri === uri);
};

describe('answering', () => {
  it('answers the post, and a comment of somebody else, under the same root', async () => {
    const postId = await published('What do you think?');
    const root = await recordAt(postId);
    const bob = await bobsContext();
    const theirs = await line.bluesky.reply?.(bob, answerTo(postId, postId, 'I like it'));
    const commentId = theirs?.ok ? theirs.value.remoteId : '';
    const comment = await recordAt(commentId);
    const ref = { uri: root?.uri, cid: root?.cid };
    expect(comment?.value).toMatchObject({ text: 'I like it', reply: { root: ref, parent: ref } });

    const outgoing = answerTo(postId, commentId, 'Thank you @bob.test, see https://example.com');
    const ours = await line.bluesky.reply?.(context(), outgoing);
    expect(ours).toEqual({
      ok: true,
      value: {
        remoteId: `at://${line.alice.did}/app.bsky.feed.post/${outgoing.recordKey}`,
        parentId: commentId,
        author: { remoteId: line.alice.did, handle: 'alice.test', displayName: 'alice.test' },
        text: outgoing.text,
        createdAt: outgoing.createdAt,
        remoteUrl: null,
        likes: null,
        hidden: false,
        ours: true,
      },
    });
    const written = await recordAt(ours?.ok ? ours.value.remoteId : '');
    expect(written?.value).toMatchObject({
      reply: { root: ref, parent: { uri: comment?.uri, cid: comment?.cid } },
    });
    expect(written?.value.facets).toHaveLength(2);
  });

  it('is one answer however often it is sent', async () => {
    const postId = await published('Once');
    const outgoing = answerTo(postId, postId, 'just one answer');
    const first = await line.bluesky.reply?.(context(), outgoing);
    expect(await line.bluesky.reply?.(context(), outgoing)).toEqual(first);
    const all = await line.pds.records(line.alice.did);
    expect(all.filter(({ value }) => value.text === 'just one answer')).toHaveLength(1);
  });

  it('says that what it answers is gone', async () => {
    const postId = await published('Soon gone');
    await line.bluesky.removePost?.(context(), postId);
    const result = await line.bluesky.reply?.(context(), answerTo(postId, postId, 'too late'));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
  });
});

describe('hiding', () => {
  const gateOf = async (postId: string) =>
    (await recordAt(postId.replace('app.bsky.feed.post', 'app.bsky.feed.threadgate')))?.value;

  it('puts comments on the list beside our post, and takes them off again', async () => {
    const postId = await published('Talk to me');
    const bob = await bobsContext();
    const ids: string[] = [];
    for (const text of ['rude', 'ruder']) {
      const result = await line.bluesky.reply?.(bob, answerTo(postId, postId, text));
      ids.push(result?.ok ? result.value.remoteId : '');
    }
    const [rude = '', ruder = ''] = ids;
    const hide = (id: string, hidden: boolean) => line.bluesky.setHidden?.(context(), id, hidden);
    expect(await hide(rude, false)).toEqual({ ok: true, value: 'done' });
    expect(await gateOf(postId)).toBeUndefined();
    expect(await hide(rude, true)).toEqual({ ok: true, value: 'done' });
    expect(await hide(ruder, true)).toEqual({ ok: true, value: 'done' });
    expect(await hide(ruder, true)).toEqual({ ok: true, value: 'done' });
    const gate = await gateOf(postId);
    expect(gate).toMatchObject({ post: postId, hiddenReplies: [rude, ruder] });
    // An empty list would let nobody answer any more.
    expect(gate).not.toHaveProperty('allow');
    expect(await hide(rude, false)).toEqual({ ok: true, value: 'done' });
    expect(await gateOf(postId)).toMatchObject({ hiddenReplies: [ruder] });
  });

  it('keeps what two people hide at once', async () => {
    const postId = await published('Busy');
    const bob = await bobsContext();
    const ids = await Promise.all(
      ['one', 'two'].map(async (text) => {
        const result = await line.bluesky.reply?.(bob, answerTo(postId, postId, text));
        return result?.ok ? result.value.remoteId : '';
      }),
    );
    const results = await Promise.all(
      ids.map((id) => line.bluesky.setHidden?.(context(), id, true)),
    );
    expect(results.map((result) => result?.ok)).toEqual([true, true]);
    const hidden = (await gateOf(postId))?.hiddenReplies as string[];
    expect(hidden.toSorted()).toEqual(ids.toSorted());
  });

  it('can not hide under the post of somebody else, and knows what is gone', async () => {
    const bob = await bobsContext();
    const theirs = await line.bluesky.publish(bob, post('Bob asks'), {
      saved: null,
      save: async () => {},
    });
    const postId = theirs.ok ? theirs.value.remoteId : '';
    const ours = await line.bluesky.reply?.(bob, answerTo(postId, postId, 'Bob answers himself'));
    const id = ours?.ok ? ours.value.remoteId : '';
    expect(await line.bluesky.setHidden?.(context(), id, true)).toMatchObject({
      ok: false,
      class: 'refused',
    });
    const nothing = `at://${line.bob.did}/app.bsky.feed.post/3mkaaaaaaaz2a`;
    expect(await line.bluesky.setHidden?.(context(), nothing, true)).toEqual({
      ok: true,
      value: 'gone',
    });
  });
});

describe('a server without a view of the network', () => {
  it('says that it has no figures and no comments now, and loses nothing', async () => {
    const postId = await published('Nobody counts');
    const results = [
      await line.bluesky.metrics?.(context(), [postId]),
      await line.bluesky.comments?.(context(), postId, null),
    ];
    for (const result of results) {
      expect(result).toMatchObject({ ok: false, class: 'unreachable', httpStatus: 502 });
      expect(result?.ok ? '' : result?.message).toContain('ClientNest asks again later');
    }
    expect(await line.bluesky.metrics?.(context(), [])).toEqual({ ok: true, value: [] });
  });
});

describe('liking', () => {
  const LIKES = 'app.bsky.feed.like';
  const likes = () => line.pds.records(line.alice.did, LIKES);

  it('is one record however often it is pressed, also at once, and is taken back', async () => {
    const bob = await bobsContext();
    const postId = await published('Like what is below');
    const theirs = await line.bluesky.reply?.(bob, answerTo(postId, postId, 'I like it'));
    const id = theirs?.ok ? theirs.value.remoteId : '';
    const like = (liked: boolean) => line.bluesky.like?.(context(), id, liked);
    const done = { ok: true, value: 'done' };
    expect(await Promise.all([like(true), like(true)])).toEqual([done, done]);
    expect(await like(true)).toEqual(done);
    const comment = await recordAt(id);
    expect(await likes()).toMatchObject([
      { value: { subject: { uri: id, cid: comment?.cid }, createdAt: expect.any(String) } },
    ]);
    expect(await like(false)).toEqual(done);
    expect(await likes()).toEqual([]);
    expect(await like(false)).toEqual(done);
    expect(await like(true)).toEqual(done);
    expect(await likes()).toHaveLength(1);
    await like(false);
  });

  it('is one record though the answer to it was lost', async () => {
    const postId = await published('Cut');
    line.proxy.onRequest((call) => (call === PUT ? { kind: 'cut_after' } : null));
    expect(await line.bluesky.like?.(context(), postId, true)).toMatchObject({ ok: false });
    line.proxy.onRequest(() => null);
    expect(await line.bluesky.like?.(context(), postId, true)).toEqual({ ok: true, value: 'done' });
    expect(await likes()).toHaveLength(1);
  });

  it('says that what it likes is gone', async () => {
    const nothing = `at://${line.bob.did}/app.bsky.feed.post/3mkaaaaaaaz2a`;
    expect(await line.bluesky.like?.(context(), nothing, true)).toEqual({
      ok: true,
      value: 'gone',
    });
  });
});
