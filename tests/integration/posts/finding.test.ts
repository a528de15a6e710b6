import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { POST_STATUSES, type PostStatus } from '../../../shared/domain/post-status.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let client: ReturnType<TestServices['client']>;
let other: ReturnType<TestServices['client']>;

beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
  other = workspace.client('Cinema');
});
afterEach(() => workspace.close());

const DAY = 86_400_000;
const create = (text = 'Fresh bread', owner = client) =>
  must(
    workspace.posts.create({
      clientId: owner.id,
      text,
      targets: [{ accountId: owner.accountId, text: null }],
      media: [],
    }),
  );
const put = (id: string, status: PostStatus, at: number | null, updatedAt?: number) =>
  workspace.database.raw
    .prepare(
      'UPDATE posts SET status = ?, scheduled_at = ?, updated_at = coalesce(?, updated_at) WHERE id = ?',
    )
    .run(status, at, updatedAt ?? null, id);
const ids = (posts: readonly { id: string }[]) => posts.map((post) => post.id);

describe('the calendar', () => {
  const calendar = (from: number, to: number, clientId?: string) =>
    workspace.posts.calendar({ from, to, ...(clientId ? { clientId } : {}) });

  it('shows what is due from the beginning of the span until before its end, oldest first', () => {
    const posts = [create('d'), create('c'), create('b'), create('a', other)];
    const [later, at, first, last] = posts as [Post, Post, Post, Post];
    put(later.id, 'scheduled', 2000);
    put(at.id, 'published', 1000);
    put(first.id, 'failed', 999);
    put(last.id, 'scheduled', 1999);
    create('a draft has no time');
    expect(ids(must(calendar(1000, 2000)))).toEqual([at.id, last.id]);
    expect(ids(must(calendar(0, 9999)))).toEqual([first.id, at.id, last.id, later.id]);
    expect(ids(must(calendar(0, 9999, other.id)))).toEqual([last.id]);
    expect(must(calendar(2000, 1000))).toEqual([]);
    must(workspace.posts.remove(at.id));
    expect(ids(must(calendar(1000, 2000)))).toEqual([last.id]);
  });

  it('shows a card whole', () => {
    const post = create('Fresh bread');
    const { post: scheduled } = must(
      workspace.posts.schedule({ id: post.id, wallTime: '2026-11-23T09:00', zone: 'Asia/Tokyo' }),
    );
    expect(must(calendar(workspace.clock.now(), workspace.clock.now() + DAY))).toEqual([
      {
        id: post.id,
        clientId: client.id,
        status: 'scheduled',
        excerpt: 'Fresh bread',
        scheduledAt: scheduled.scheduledAt,
        wallTime: '2026-11-23T09:00',
        zone: 'Asia/Tokyo',
        networks: ['bluesky'],
        mediaCount: 0,
        thumbnailId: null,
        updatedAt: scheduled.updatedAt,
        repeats: false,
        labelIds: [],
        held: false,
      },
    ]);
  });

  it('refuses spans that are too long, and never cuts one short', () => {
    expect(calendar(0, 400 * DAY).ok).toBe(true);
    expect(calendar(0, 400 * DAY + 1)).toMatchObject({ error: { code: 'range_too_long' } });
    workspace.database.raw.exec(`
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO posts (id, client_id, status, text, scheduled_at, created_at, updated_at)
      SELECT 'p' || i, '${client.id}', 'published', '', 5000 + i, 1, 1 FROM n`);
    expect(must(calendar(5000, 25_000))).toHaveLength(20_000);
    expect(calendar(5000, 25_001)).toMatchObject({ error: { code: 'range_too_long' } });
  });
});

type Post = ReturnType<typeof create>;

describe('the list', () => {
  const page = (input: Partial<Parameters<TestServices['posts']['list']>[0]> = {}) =>
    workspace.posts.list({ limit: 50, after: null, ...input });

  /** Every page, one after the other. */
  function everything(input: Parameters<typeof page>[0] = {}): string[] {
    const found: string[] = [];
    for (let after: string | null = null; ; ) {
      const { posts, next }: { posts: { id: string }[]; next: string | null } = must(
        page({ ...input, after }),
      );
      found.push(...ids(posts));
      if (next === null) return found;
      after = next;
    }
  }

  it('shows every post once over its pages, newest change first, however the times fall', () => {
    const post = fc.record({
      status: fc.constantFrom(...POST_STATUSES),
      // Few times, so that many posts share one.
      updatedAt: fc.integer({ min: 1, max: 5 }),
      mine: fc.boolean(),
      removed: fc.boolean(),
    });
    const asked = fc.record({
      limit: fc.integer({ min: 1, max: 7 }),
      statuses: fc.option(fc.subarray([...POST_STATUSES]), { nil: undefined }),
      ofMine: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(post, { maxLength: 25 }),
        asked,
        (posts, { limit, statuses, ofMine }) => {
          workspace.database.raw.exec('DELETE FROM post_variants; DELETE FROM posts');
          const planted = posts.map((fields) => {
            const { id } = create('x', fields.mine ? client : other);
            put(id, fields.status, null, fields.updatedAt);
            if (fields.removed)
              workspace.database.raw
                .prepare('UPDATE posts SET removed_at = 1 WHERE id = ?')
                .run(id);
            return { id, ...fields };
          });
          const expected = planted
            .filter(({ removed, mine }) => !removed && (mine || !ofMine))
            .filter(({ status }) => !statuses?.length || statuses.includes(status))
            .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1));
          expect(
            everything({
              limit,
              ...(statuses ? { statuses } : {}),
              ...(ofMine ? { clientId: client.id } : {}),
            }),
          ).toEqual(ids(expected));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes on where it was though posts are changed meanwhile', () => {
    const posts = Array.from({ length: 6 }, (_, at) => {
      const post = create(`${at}`);
      put(post.id, 'draft', null, 100 + at);
      return post.id;
    }).reverse();
    const first = must(page({ limit: 3 }));
    expect(ids(first.posts)).toEqual(posts.slice(0, 3));
    must(workspace.posts.update({ id: posts[0] as string, expectedVersion: 1, text: 'touched' }));
    expect(ids(must(page({ limit: 3, after: first.next })).posts)).toEqual(posts.slice(3));
  });

  it.each(['', 'x', 'bm9wZQ', '!!!!', 'MTIz', '9'.repeat(200)])(
    'refuses the cursor “%s”',
    (after) => {
      expect(page({ after })).toMatchObject({ error: { code: 'bad_cursor' } });
    },
  );

  it('refuses a cursor that was tampered with, or takes it for what it says', () => {
    create();
    create();
    const { next } = must(page({ limit: 1 }));
    fc.assert(
      fc.property(
        fc.nat((next ?? '').length - 1),
        fc.constantFrom('A', 'z', '_', '='),
        (at, put) => {
          const cursor = `${next?.slice(0, at)}${put}${next?.slice(at + 1)}`;
          const answer = page({ after: cursor });
          if (!answer.ok) expect(answer.error.code).toBe('bad_cursor');
        },
      ),
    );
  });
});

describe('the counts', () => {
  it('name every status', () => {
    expect(Object.keys(workspace.posts.counts()).sort()).toEqual([...POST_STATUSES].sort());
    for (const status of POST_STATUSES) put(create().id, status, 5);
    put(create('theirs', other).id, 'failed', 5);
    must(workspace.posts.remove(create().id));
    expect(workspace.posts.counts()).toMatchObject({ draft: 1, failed: 2, needs_check: 1 });
    expect(workspace.posts.counts({ clientId: other.id })).toMatchObject({ draft: 0, failed: 1 });
    expect(workspace.posts.needsYou()).toEqual({ failed: 2, missed: 1, needsCheck: 1 });
  });

  it('are zero where nothing waits', () => {
    expect(workspace.posts.needsYou()).toEqual({ failed: 0, missed: 0, needsCheck: 0 });
  });
});

describe('the search', () => {
  const search = (query: string, more: { clientId?: string; limit?: number } = {}) =>
    workspace.posts.search({ query, limit: 20, ...more });

  it('finds clients by name and posts by what they say, also by an account’s own text', () => {
    const post = create('Sourdough on Saturday');
    const own = must(
      workspace.posts.create({
        clientId: client.id,
        text: 'Nothing',
        targets: [{ accountId: client.accountId, text: 'Sourdough only here' }],
        media: [],
      }),
    );
    const named = workspace.client('Sourdough school');
    expect(search('sourd')).toMatchObject([
      { kind: 'client', id: named.id, name: 'Sourdough school', colour: named.colour },
      { kind: 'post' },
      { kind: 'post' },
    ]);
    expect(search('only here')).toMatchObject([{ kind: 'post', post: { id: own.id } }]);
    expect(search('sourdough satur')).toMatchObject([{ kind: 'post', post: { id: post.id } }]);
    expect(search('sourdough', { limit: 2 })).toHaveLength(2);
    expect(search('sourdough', { limit: 1 })).toMatchObject([{ kind: 'client' }]);
  });

  it('of one client finds only its posts', () => {
    const mine = create('Bread');
    create('Bread', other);
    expect(search('bread', { clientId: client.id })).toMatchObject([
      { kind: 'post', post: { id: mine.id } },
    ]);
    expect(search('bread', { clientId: 'unknown' })).toEqual([]);
  });

  it('follows what is changed, removed and restored', () => {
    const { id } = create('Baguette');
    must(workspace.posts.update({ id, expectedVersion: 1, text: 'Croissant' }));
    expect(search('baguette')).toEqual([]);
    expect(search('croissant')).toHaveLength(1);
    must(workspace.posts.remove(id));
    expect(search('croissant')).toEqual([]);
    must(workspace.posts.restore(id));
    expect(search('croissant')).toHaveLength(1);
  });

  it('takes anything that a person or an attacker types', () => {
    create('quotes " and * and NEAR(a b) OR NOT col:x ^ - + ( )');
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '*',
        '(',
        ')',
        ':',
        '^',
        '-',
        '+',
        'AND',
        'OR',
        'NOT',
        'NEAR',
        '\0',
        '%',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('quotes', 'body:', 'a', '😀', 'ß', '́'),
    );
    const query = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(' ').slice(0, 200));
    fc.assert(
      fc.property(query, (text) => {
        for (const scope of [{}, { clientId: client.id }])
          expect(() => search(text, scope)).not.toThrow();
      }),
      { numRuns: 300 },
    );
    expect(search('"quotes" AND *')).toHaveLength(1);
    expect(search('')).toEqual([]);
  });
});

describe('the days of a grid', () => {
  const days = (edges: number[], perDay: number, clientId?: string) =>
    workspace.posts.days({ edges, perDay, ...(clientId ? { clientId } : {}) });

  it('have their first posts and all of their number', () => {
    const posts = [create('a'), create('b', other), create('c'), create('d'), create('e')];
    const [a, b, c, d, e] = posts as [Post, Post, Post, Post, Post];
    for (const [at, post] of [a, b, c].entries()) put(post.id, 'scheduled', 1300 - 100 * at);
    put(d.id, 'published', 2000);
    put(e.id, 'scheduled', 4000);
    create('a draft has no time');
    expect(must(days([1000, 2000, 3000, 4000], 2))).toEqual({
      counts: [3, 1, 0],
      cards: [
        expect.objectContaining({ id: c.id }),
        expect.objectContaining({ id: b.id }),
        expect.objectContaining({ id: d.id }),
      ],
    });
    const mine = must(days([1000, 2000, 3000], 1, client.id));
    expect([mine.counts, ids(mine.cards)]).toEqual([
      [2, 1],
      [c.id, d.id],
    ]);
    must(workspace.posts.remove(c.id));
    expect(must(days([1000, 2000], 9))).toMatchObject({ counts: [2], cards: [{ id: b.id }, {}] });
  });

  it('are the calendar of the same span, cut off', () => {
    const at = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(
        fc.array(at, { maxLength: 30 }),
        fc.uniqueArray(at, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        (times, unsorted, perDay) => {
          workspace.database.raw.exec('DELETE FROM post_variants; DELETE FROM posts');
          for (const time of times) put(create().id, 'scheduled', time);
          const edges = unsorted.sort((one, two) => one - two);
          const whole = edges
            .slice(0, -1)
            .map((from, day) => must(workspace.posts.calendar({ from, to: edges[day + 1] ?? 0 })));
          expect(must(days(edges, perDay))).toEqual({
            counts: whole.map((cards) => cards.length),
            cards: whole.flatMap((cards) => cards.slice(0, perDay)),
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('may be none, as in a zone that skipped one, but must not run backwards', () => {
    put(create().id, 'scheduled', 5);
    expect(must(days([1, 1, 9], 3)).counts).toEqual([0, 1]);
    expect(days([2, 1], 3)).toMatchObject({ error: { code: 'not_ascending' } });
  });
});
