import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInbox, publishPost, type TestInbox } from '../../support/inbox.ts';
import { must } from '../../support/services.ts';
import { written } from '../../support/talking-network.ts';

const HOUR = 3_600_000;
const ALL = { unread: false, query: '', after: null, limit: 100 } as const;
const OPEN = { ...ALL, state: 'open' } as const;

let desk: TestInbox;
let place: Awaited<ReturnType<typeof publishPost>>;
beforeEach(async () => {
  desk = openInbox();
  place = await publishPost(desk);
  const at = desk.clock.now();
  desk.talk.comments = [
    written('c1', { createdAt: at + 1, text: 'Is there rye at 100% today?' }),
    written('c2', { createdAt: at + 2, author: { ...PERSON, displayName: 'Bo' } }),
    written('c3', { createdAt: at + 3, parentId: 'c1', text: 'I would like to know, too' }),
    written('c4', { createdAt: at + 4, text: 'Lovely crust' }),
  ];
  desk.clock.advance(1000);
  await desk.collecting.collect();
});
afterEach(() => desk.close());

const PERSON = { remoteId: 'bo', handle: 'bo.test', displayName: 'Bo' };
const remote = (items: readonly { remoteId: string }[]) => items.map(({ remoteId }) => remoteId);
const idOf = (remoteId: string) =>
  desk.inbox.list(ALL).items.find((one) => one.remoteId === remoteId)?.id ?? '';
const triage = (remoteId: string, change: Parameters<typeof desk.inbox.triage>[0]['change']) =>
  must(desk.inbox.triage({ ids: [idOf(remoteId)], change }));

describe('the list', () => {
  it('is newest first, in pages that repeat and skip nothing', () => {
    const first = desk.inbox.list({ ...OPEN, limit: 3 });
    expect(remote(first.items)).toEqual(['c4', 'c3', 'c2']);
    triage('c4', { do: 'finish' });
    const second = desk.inbox.list({ ...OPEN, limit: 3, after: first.next });
    expect(remote(second.items)).toEqual(['c1']);
    expect(second.next).toBeNull();
  });

  it('is filtered by client, account, network, unread, assignee and words', async () => {
    const other = await publishPost(desk, { name: 'Bikes', remoteId: 'post-2' });
    expect(desk.inbox.list({ ...ALL, clientId: other.clientId }).items).toEqual([]);
    expect(desk.inbox.list({ ...ALL, clientId: place.clientId }).items).toHaveLength(4);
    expect(desk.inbox.list({ ...ALL, accountId: place.accountId }).items).toHaveLength(4);
    expect(desk.inbox.list({ ...ALL, network: 'x' }).items).toEqual([]);
    expect(desk.inbox.list({ ...ALL, kind: 'mention' }).items).toEqual([]);
    triage('c4', { do: 'read' });
    expect(remote(desk.inbox.list({ ...ALL, unread: true }).items)).toEqual(['c3', 'c2', 'c1']);
    triage('c2', { do: 'assign', to: 'Mara' });
    expect(remote(desk.inbox.list({ ...ALL, assignee: 'Mara' }).items)).toEqual(['c2']);
    expect(desk.inbox.assignees()).toEqual(['Mara']);
    expect(remote(desk.inbox.list({ ...ALL, query: 'RYE' }).items)).toEqual(['c1']);
    expect(remote(desk.inbox.list({ ...ALL, query: 'bo' }).items)).toEqual(['c2']);
    // What has a meaning in SQL has none here.
    expect(remote(desk.inbox.list({ ...ALL, query: '0%' }).items)).toEqual(['c1']);
    expect(desk.inbox.list({ ...ALL, query: '_' }).items).toEqual([]);
  });

  it('says which of some items it still has', () => {
    triage('c2', { do: 'finish' });
    const ids = ['c1', 'c2'].map(idOf);
    expect(remote(desk.inbox.items({ ...OPEN, ids }))).toEqual(['c1']);
  });
});

describe('a talk', () => {
  it('is what hangs together, with its post beside', () => {
    const thread = must(desk.inbox.thread(idOf('c3')));
    expect(remote(thread.talk)).toEqual(['c1', 'c3']);
    expect(thread).toMatchObject({
      others: 2,
      post: { id: place.postId, text: 'Fresh bread', deliveryId: place.deliveryId },
    });
  });

  it('has our answer in it, which is never in the list', async () => {
    must(await desk.inbox.reply({ id: idOf('c1'), text: 'Until noon', byAi: false }));
    const { talk, item } = must(desk.inbox.thread(idOf('c1')));
    expect(talk.map(({ text, ours }) => [text, ours])).toContainEqual(['Until noon', true]);
    expect(item).toMatchObject({ state: 'done', answeredAt: expect.any(Number) });
    expect(remote(desk.inbox.list(OPEN).items)).toEqual(['c4', 'c3', 'c2']);
  });
});

describe('what is decided', () => {
  it('is taken back as it was', () => {
    triage('c1', { do: 'assign', to: 'Mara' });
    const { before } = triage('c1', { do: 'finish' });
    expect(desk.inbox.counts({})).toMatchObject({ open: 3, unread: 3, done: 1 });
    desk.inbox.putBack({ before });
    expect(desk.inbox.items({ ...ALL, ids: [idOf('c1')] })).toMatchObject([
      { state: 'open', readAt: null, assignee: 'Mara' },
    ]);
    expect(desk.inbox.counts({})).toMatchObject({ open: 4, unread: 4, done: 0 });
  });

  it('puts off until then, and no longer; not into the past', () => {
    const until = desk.clock.now() + HOUR;
    triage('c1', { do: 'snooze', until });
    expect(desk.inbox.counts({ clientId: place.clientId })).toMatchObject({ open: 3, snoozed: 1 });
    const heard = desk.told.length;
    desk.clock.advance(HOUR);
    expect(remote(desk.inbox.list(OPEN).items)).toContain('c1');
    expect(desk.inbox.items({ ...ALL, ids: [idOf('c1')] })).toMatchObject([
      { state: 'open', readAt: null, snoozedUntil: null },
    ]);
    expect(desk.told.slice(heard)).toMatchObject([
      { name: 'inbox.changed', payload: { clientId: place.clientId, itemIds: [idOf('c1')] } },
    ]);
    expect(desk.inbox.triage({ ids: [idOf('c1')], change: { do: 'snooze', until } })).toMatchObject(
      { error: { code: 'in_the_past' } },
    );
  });

  it('hides at the network, and says so', async () => {
    expect(must(await desk.inbox.setHidden({ id: idOf('c1'), hidden: true }))).toEqual({
      outcome: 'done',
    });
    expect(desk.inbox.items({ ...ALL, ids: [idOf('c1')] })[0]?.hidden).toBe(true);
    desk.talk.gone.add('c2');
    must(await desk.inbox.setHidden({ id: idOf('c2'), hidden: true }));
    expect(desk.inbox.items({ ...ALL, ids: [idOf('c2')] })[0]?.goneAt).not.toBeNull();
  });
});
