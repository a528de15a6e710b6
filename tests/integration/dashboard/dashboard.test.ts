import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDashboard, type Dashboard } from '../../../electron/dashboard/dashboard.ts';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 'Europe/Berlin';

let services: TestServices;
let dashboard: Dashboard;
/** A Sunday, ten in the morning in Berlin. */
let now: number;

beforeEach(() => {
  services = openServices();
  services.profiles.save({ name: 'Mara', email: null, bio: null, timeZone: ZONE });
  dashboard = createDashboard({ ...services, zone: services.posts.queue.zone });
  now = services.clock.now();
});
afterEach(() => services.close());

interface Planted {
  clientId: string;
  accountId?: string;
  status?: PostStatus;
  at?: number | null;
  text?: string;
  held?: boolean;
}

/** A post as the ledger would have left it. */
function plant({ clientId, accountId, status = 'published', at = now - HOUR, ...more }: Planted) {
  const { raw } = services.database;
  const { id } = must(
    services.posts.create({
      ...{ clientId, text: more.text ?? 'Fresh bread', media: [] },
      targets: accountId ? [{ accountId, text: null }] : [],
    }),
  );
  raw
    .prepare(
      'UPDATE posts SET status = ?, scheduled_at = ?, wall_time = ?, zone = ?, held_at = ?, updated_at = ? WHERE id = ?',
    )
    .run(status, at, at && wallTimeAt(at, ZONE), at && ZONE, more.held ? now : null, at ?? now, id);
  return id;
}

function deliver(
  postId: string,
  accountId: string,
  state = 'published',
  message: string | null = null,
) {
  const id = v7();
  services.database.raw
    .prepare(
      `INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, remote_id,
         prepared_at, attempt_count, published_at, error_message, created_at, updated_at)
       VALUES (?, ?, ?, ?, 'f', 'k', ?, ?, 1, ?, ?, ?, ?)`,
    )
    .run(id, postId, accountId, state, `remote ${id}`, now, now, message, now, now);
  return id;
}

type Numbers = Partial<Record<'likes' | 'comments' | 'shares' | 'views', number>>;

function read(deliveryId: string, takenAt: number, numbers: Numbers) {
  const { likes = null, comments = null, shares = null, views = null } = numbers;
  services.database.raw
    .prepare(
      'INSERT INTO metric_snapshots (id, delivery_id, taken_at, likes, comments, shares, views) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(v7(), deliveryId, takenAt, likes, comments, shares, views);
}

function size(accountId: string, takenAt: number, followers: number | null) {
  services.database.raw
    .prepare(
      'INSERT INTO account_snapshots (id, account_id, taken_at, followers) VALUES (?, ?, ?, ?)',
    )
    .run(v7(), accountId, takenAt, followers);
  services.database.raw
    .prepare('UPDATE accounts SET followers = ? WHERE id = ?')
    .run(followers, accountId);
}

/** As the collector tells it. */
const told = (clientId: string, from: number) =>
  services.bus.emit('metrics.changed', { accountId: v7(), clientId, from });

describe('what needs you', () => {
  it('is nothing in an empty workspace, and in one where all goes well', () => {
    expect(dashboard.needsYou(undefined)).toEqual({ posts: [], accounts: [], gaps: [] });
    const { id: clientId, accountId } = services.client();
    plant({ clientId, accountId });
    plant({ clientId, accountId, status: 'scheduled', at: now + DAY });
    plant({ clientId, status: 'draft', at: null });
    expect(dashboard.needsYou(undefined)).toEqual({ posts: [], accounts: [], gaps: [] });
  });

  it('names each kind with what its network said and what can be tried again, by client', () => {
    const ada = services.client('Ada');
    const brio = services.client('Brio');
    const { accountId } = ada;
    const failed = plant({ clientId: ada.id, accountId, status: 'failed' });
    const deliveryId = deliver(failed, accountId, 'failed', 'The picture could not be read.');
    plant({ clientId: ada.id, accountId, status: 'missed' });
    plant({ clientId: brio.id, status: 'draft', at: now + DAY });
    plant({ clientId: brio.id, status: 'draft', at: now + 5 * DAY });
    plant({ clientId: brio.id, status: 'approved', at: now - DAY });
    plant({ clientId: brio.id, status: 'scheduled', at: now + DAY, held: true });
    const review = plant({ clientId: brio.id, status: 'in_review', at: null });
    services.database.raw
      .prepare(
        "INSERT INTO post_notes (id, post_id, kind, version, at) VALUES ('n', ?, 'submitted', 1, ?)",
      )
      .run(review, now - 4 * DAY);

    const { posts } = dashboard.needsYou(undefined);
    expect(posts.map(({ kind, total }) => `${kind} ${total}`)).toEqual([
      'failed 1',
      'missed 1',
      'unscheduled 2',
      'held 1',
      'in_review 1',
    ]);
    expect(posts[0]?.first[0]).toMatchObject({
      ...{ reason: 'The picture could not be read.', retryIds: [deliveryId] },
      post: { id: failed, clientId: ada.id },
    });
    expect(posts[4]?.first[0]?.since).toBe(now - 4 * DAY);
    expect(dashboard.needsYou(ada.id).posts.map(({ kind }) => kind)).toEqual(['failed', 'missed']);
    expect(dashboard.needsYou(brio.id).posts.map(({ kind }) => kind)).toEqual([
      'unscheduled',
      'held',
      'in_review',
    ]);
  });

  it('has the changes that a client asked for, until the post is submitted again, and knows what is in a pack', () => {
    const { id: clientId } = services.client();
    const id = plant({ clientId, status: 'draft', at: now + DAY });
    const held = plant({ clientId, status: 'scheduled', at: now + DAY, held: true });
    const { raw } = services.database;
    let at = now - 3 * DAY;
    const note = (postId: string, kind: string, text = '') =>
      raw
        .prepare(
          'INSERT INTO post_notes (id, post_id, kind, text, version, at) VALUES (?, ?, ?, ?, 1, ?)',
        )
        .run(v7(), postId, kind, text, ++at);
    const kinds = () => dashboard.needsYou(undefined).posts.map(({ kind }) => kind);
    expect(kinds()).toEqual(['unscheduled', 'held']);
    note(id, 'submitted');
    note(id, 'change_requested', 'The other picture, please');
    note(id, 'commented', 'Thanks');
    note(held, 'change_requested', 'Not this week');
    const { posts } = dashboard.needsYou(undefined);
    // It is one thing to do, not two.
    expect(posts).toMatchObject([
      { kind: 'change_requested', first: [{ post: { id }, reason: 'The other picture, please' }] },
      { kind: 'held', first: [{ post: { id: held }, reason: 'Not this week' }] },
    ]);
    raw.prepare("UPDATE posts SET status = 'in_review' WHERE id = ?").run(id);
    note(id, 'submitted');
    raw
      .prepare(
        "INSERT INTO approval_packs (id, client_id, title, created_at, updated_at) VALUES ('pack', ?, 'May', 1, 1)",
      )
      .run(clientId);
    const inPack = () => dashboard.needsYou(undefined).posts.at(-1)?.first[0]?.inPack;
    expect(kinds()).toEqual(['held', 'in_review']);
    expect(inPack()).toBe(false);
    raw
      .prepare(
        "INSERT INTO approval_pack_posts (pack_id, post_id, position, fingerprint) VALUES ('pack', ?, 0, 'f')",
      )
      .run(id);
    expect(inPack()).toBe(true);
    raw.prepare("UPDATE approval_packs SET closed_at = 2 WHERE id = 'pack'").run();
    expect(inPack()).toBe(false);
  });

  it('counts all of a kind and shows the first few; removed ones are no trouble', () => {
    const { id: clientId } = services.client();
    const ids = Array.from({ length: 7 }, (_, index) =>
      plant({ clientId, status: 'failed', at: now - index * HOUR }),
    );
    must(services.posts.remove(ids[0] ?? ''));
    const [failed] = dashboard.needsYou(undefined).posts;
    expect(failed).toMatchObject({ kind: 'failed', total: 6 });
    expect(failed?.first.map(({ post }) => post.id)).toEqual(ids.slice(1, 5));
  });

  it('has accounts that somebody must sign in to, and those whose sign-in ends within the week', () => {
    const { id: clientId, accountId } = services.client();
    const ending = services.account(clientId);
    const later = services.account(clientId);
    const paused = services.account(clientId);
    const ends = services.database.raw.prepare(
      'UPDATE accounts SET session_ends_at = ? WHERE id = ?',
    );
    ends.run(now + 3 * DAY, ending);
    ends.run(now + 30 * DAY, later);
    ends.run(now - DAY, paused);
    services.database.raw
      .prepare("UPDATE accounts SET status = 'disabled' WHERE id = ?")
      .run(paused);
    services.accounts.markReconnectNeeded(accountId, 'The password was changed.');
    const { accounts } = dashboard.needsYou(undefined);
    expect(
      accounts.map((account) => ({
        id: account.accountId,
        kind: account.kind,
        message: account.message,
      })),
    ).toEqual(
      expect.arrayContaining([
        { id: accountId, kind: 'reconnect', message: 'The password was changed.' },
        { id: ending, kind: 'ending', message: null },
      ]),
    );
    expect(accounts).toHaveLength(2);
    must(services.clients.archive(clientId));
    expect(dashboard.needsYou(undefined).accounts).toEqual([]);
  });

  it('has the free slots of the coming week, and for a client without slots the days of its rhythm', () => {
    const ada = services.client('Ada');
    const brio = services.client('Brio');
    must(
      services.posts.queue.set({
        clientId: ada.id,
        slots: [
          { weekday: 1, time: '09:00', accountId: null },
          { weekday: 3, time: '09:00', accountId: ada.accountId },
        ],
      }),
    );
    // Brio posts on Tuesdays.
    for (const weeks of [1, 2, 3])
      plant({ clientId: brio.id, at: now + (2 - 7 * weeks) * DAY, accountId: brio.accountId });
    const gaps = () => dashboard.needsYou(undefined).gaps;
    expect(gaps()).toMatchObject([
      {
        clientId: ada.id,
        total: 2,
        first: [{ wallTime: '2026-11-23T09:00' }, { wallTime: '2026-11-25T09:00' }],
      },
      { clientId: brio.id, total: 1, first: [{ wallTime: '2026-11-24T10:00' }] },
    ]);
    // A draft that is planned there fills it; a post for another account does not.
    plant({ clientId: brio.id, status: 'draft', at: now + 2 * DAY });
    const other = services.account(ada.id);
    plant({ clientId: ada.id, status: 'scheduled', accountId: other, at: now + 3 * DAY - HOUR });
    expect(gaps()).toMatchObject([{ clientId: ada.id, total: 2 }]);
    plant({ clientId: ada.id, status: 'scheduled', accountId: ada.accountId, at: now + 3 * DAY });
    expect(gaps()).toMatchObject([{ clientId: ada.id, total: 1 }]);
    expect(dashboard.needsYou(brio.id).gaps).toEqual([]);
  });
});

describe('the four figures', () => {
  it('are dashes where nothing is known, and never made up', async () => {
    expect(await dashboard.figures(undefined)).toMatchObject({
      posts: { published: 0, out: 0, ahead: 0 },
      accounts: { connected: 0, total: 0 },
      followers: { now: null, change: null, since: null },
      aiRequests: null,
    });
    services.client();
    const { followers, accounts } = await dashboard.figures(undefined);
    expect(followers).toMatchObject({ now: null, accounts: 0 });
    expect(accounts).toEqual({ connected: 1, total: 1 });
  });

  it('count what is out and what goes out this week, by the person’s first day of the week', async () => {
    const { id: clientId, accountId } = services.client();
    const out = (at: number) => deliver(plant({ clientId, accountId, at }), accountId);
    out(now - HOUR);
    out(now - 2 * DAY);
    out(now - 8 * DAY);
    plant({ clientId, accountId, status: 'scheduled', at: now + 3 * HOUR });
    plant({ clientId, accountId, status: 'scheduled', at: now + DAY });
    plant({ clientId, accountId, status: 'scheduled', at: now + 2 * HOUR, held: true });
    // Sunday is the last day of a week that begins on Monday, and the first of one that begins on Sunday.
    expect((await dashboard.figures(undefined)).posts).toMatchObject({
      ...{ published: 3, out: 2, ahead: 1 },
    });
    services.settings.update({ weekStart: 'sunday' });
    const { posts } = await dashboard.figures(clientId);
    expect(posts).toMatchObject({ published: 3, out: 1, ahead: 2 });
    expect(posts.days).toHaveLength(30);
    expect(posts.days.slice(-3)).toEqual([1, 0, 1]);
    expect((await dashboard.figures(v7())).posts.published).toBe(0);
  });

  it('compare followers only of accounts that were known then', async () => {
    const { id: clientId, accountId } = services.client();
    const young = services.account(clientId);
    const silent = services.account(clientId);
    size(accountId, now - 40 * DAY, 90);
    size(accountId, now - 20 * DAY, 100);
    size(accountId, now - HOUR, 104);
    size(young, now - 3 * DAY, 1000);
    size(silent, now - 10 * DAY, null);
    const { followers } = await dashboard.figures(undefined);
    expect(followers).toMatchObject({ now: 1104, accounts: 2, change: 14, changeOf: 1 });
    expect(followers.days.at(0)).toBe(90);
    expect(followers.days.at(-1)).toBe(104);
    expect(dashboard.growth({ days: 30 })).toMatchObject({ counted: 1, later: 1, silent: 1 });
  });
});

describe('how posts do', () => {
  it('adds up the last numbers of each post by the day it came out, of all networks', async () => {
    const { id: clientId, accountId } = services.client();
    const second = services.account(clientId);
    const post = plant({ clientId, accountId, at: now - 2 * DAY });
    const first = deliver(post, accountId);
    read(first, now - DAY, { likes: 1, comments: 1, shares: 1 });
    read(first, now - HOUR, { likes: 10, comments: 2, shares: 1 });
    read(deliver(post, second), now - HOUR, { likes: 5, views: 300 });
    deliver(plant({ clientId, accountId, at: now - 2 * DAY + HOUR }), accountId);
    const before = plant({ clientId, accountId, at: now - 33 * DAY });
    read(deliver(before, accountId), now - 3 * DAY, { likes: 7 });

    const { days, before: earlier, takenAt, edges } = await dashboard.performance({ days: 30 });
    expect(days).toHaveLength(30);
    expect(edges).toHaveLength(31);
    // 10 + 2·2 + 3·1 there, 5 here; the second post has no numbers yet.
    expect(days.at(-3)).toEqual({ posts: 2, measured: 1, engagement: 22, views: 300 });
    expect(days.at(-2)).toEqual({ posts: 0, measured: 0, engagement: null, views: null });
    expect(earlier).toEqual({ measured: 1, engagement: 7 });
    expect(takenAt).toBe(now - HOUR);
    expect((await dashboard.performance({ days: 30, clientId: v7() })).takenAt).toBeNull();
  });

  it('keeps a day until something of it is new', async () => {
    const { id: clientId, accountId } = services.client();
    const id = plant({ clientId, accountId, at: now - 2 * DAY });
    const delivery = deliver(id, accountId);
    const day = async () => (await dashboard.performance({ days: 7 })).days.at(-3);
    expect(await day()).toMatchObject({ posts: 1, engagement: null });
    read(delivery, now - HOUR, { likes: 4 });
    told(clientId, now - 2 * DAY);
    expect(await day()).toMatchObject({ engagement: 4 });
    must(services.posts.remove(id));
    expect(await day()).toMatchObject({ posts: 0 });
    // Another process wrote: anything may be new.
    services.database.raw.prepare('UPDATE posts SET removed_at = NULL WHERE id = ?').run(id);
    services.bus.emit('workspace.changed', {});
    expect(await day()).toMatchObject({ posts: 1 });
  });

  it('gives days by the zone’s own midnight, also when the clocks change', async () => {
    services.clock.set(Date.UTC(2026, 9, 28, 9));
    const { edges } = await dashboard.performance({ days: 7 });
    const hours = edges.slice(1).map((edge, day) => (edge - (edges[day] ?? 0)) / HOUR);
    expect(hours).toEqual([24, 24, 24, 25, 24, 24, 24]);
  });

  it('shows what came out last, with null for what is not provided', () => {
    const { id: clientId, accountId } = services.client();
    const other = services.client('Brio');
    const old = plant({ clientId, accountId, at: now - 91 * DAY });
    const first = plant({ clientId, accountId, at: now - 2 * HOUR, text: 'First' });
    const second = plant({ clientId: other.id, accountId: other.accountId, text: 'Second' });
    plant({ clientId, accountId, status: 'failed' });
    read(deliver(first, accountId), now, { likes: 3, shares: 1 });
    expect(dashboard.recent({ limit: 8 })).toMatchObject([
      { post: { id: second }, likes: null, engagement: null, takenAt: null },
      {
        post: { id: first },
        likes: 3,
        comments: null,
        shares: 1,
        views: null,
        engagement: 6,
        takenAt: now,
      },
    ]);
    expect(dashboard.recent({ limit: 1 })).toHaveLength(1);
    expect(dashboard.recent({ limit: 8, clientId }).map(({ post }) => post.id)).toEqual([first]);
    expect(old).not.toBe(first);
  });
});

describe('in a large workspace', () => {
  it('every question is answered from an index', async () => {
    const asked = new Set<string>();
    const { raw } = services.database;
    const prepare = raw.prepare.bind(raw);
    raw.prepare = ((sql: string) => {
      asked.add(sql);
      return prepare(sql);
    }) as typeof raw.prepare;
    const fresh = createDashboard({ ...services, zone: services.posts.queue.zone });
    const { id: clientId } = services.client();
    for (const of of [undefined, clientId]) {
      fresh.needsYou(of);
      await fresh.figures(of);
      await fresh.performance({ days: 30, ...(of && { clientId: of }) });
      fresh.growth({ days: 30, ...(of && { clientId: of }) });
      fresh.recent({ limit: 8, ...(of && { clientId: of }) });
    }
    const large =
      /\b(posts|deliveries|metric_snapshots|account_snapshots|post_variants|post_notes|approval_pack_posts)\b/;
    const walked = [...asked]
      .filter((sql) => /^\s*(SELECT|WITH)/i.test(sql) && large.test(sql))
      .flatMap((sql) => {
        const names = [...new Set(sql.match(/[@:]\w+/g) ?? [])];
        const places = sql.match(/\?/g)?.length ?? 0;
        const values =
          names.length > 0
            ? [Object.fromEntries(names.map((name) => [name.slice(1), 1]))]
            : Array(places).fill(1);
        const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
        return plan
          .filter(({ detail }) =>
            /^SCAN (posts|deliveries|metric_snapshots|account_snapshots|post_variants|post_notes|approval_pack_posts|last)\b(?!.* USING (COVERING )?INDEX)/.test(
              detail,
            ),
          )
          .map(({ detail }) => `${detail} in ${sql}`);
      });
    expect(asked.size).toBeGreaterThan(10);
    expect(walked).toEqual([]);
  });
});
