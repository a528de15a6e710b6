import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLabels } from '../../../electron/labels/labels.ts';
import { filterSql } from '../../../electron/posts/filtering.ts';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { matchesFilter, type PostFilter } from '../../../shared/domain/post-filter.ts';
import { POST_STATUSES } from '../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
beforeEach(() => {
  workspace = openServices();
});
afterEach(() => workspace.close());

const NETWORKS: NetworkId[] = ['bluesky', 'mastodon', 'x', 'linkedin'];
const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 1);

/** Posts of two clients with every kind of network, label and status, some of them without a time. */
function plant(count: number) {
  const clients = [workspace.client('Ada').id, workspace.client('Brio').id];
  const labels = createLabels(workspace);
  const labelIds = ['Launch', 'Evergreen', 'Event'].map(
    (name) => must(labels.create({ clientId: null, name })).id,
  );
  const { raw } = workspace.database;
  const insert = raw.prepare(
    `INSERT INTO posts (id, client_id, status, text, networks, label_ids, scheduled_at, created_at, updated_at)
     VALUES (?, ?, ?, 'x', ?, ?, ?, 1, ?)`,
  );
  raw.transaction(() => {
    for (let at = 0; at < count; at++) {
      const some = <Item>(list: readonly Item[], by: number) =>
        list.filter((_, index) => (((at * 7) >> index) + by) % 3 === 0);
      insert.run(
        v7(),
        clients[at % 2],
        POST_STATUSES[at % POST_STATUSES.length],
        some(NETWORKS, at).join(','),
        some(labelIds, at >> 1).join(','),
        at % 9 === 0 ? null : START + (at % 97) * (DAY / 3),
        1000 + at,
      );
    }
  })();
  return { clients, labelIds };
}

const everything = (): PostCard[] => [
  ...must(workspace.posts.calendar({ from: START, to: START + 100 * DAY })),
  ...must(workspace.posts.list({ limit: 200, after: null, unplanned: true })).posts,
];

describe('a filter', () => {
  it('finds the same posts by SQL as by the rule that screens use', () => {
    const { clients, labelIds } = plant(400);
    const all = everything();
    expect(all).toHaveLength(400);
    const filters = fc.record({
      clientId: fc.option(fc.constantFrom(...clients), { nil: undefined }),
      networks: fc.option(fc.subarray([...NETWORKS]), { nil: undefined }),
      labelIds: fc.option(fc.subarray([...labelIds]), { nil: undefined }),
      statuses: fc.option(fc.subarray([...POST_STATUSES]), { nil: undefined }),
    });
    const ids = (cards: readonly PostCard[]) => cards.map(({ id }) => id).sort();
    fc.assert(
      fc.property(filters, (filter) => {
        const expected = all.filter((card) => matchesFilter(card, filter));
        const timed = must(
          workspace.posts.calendar({ from: START, to: START + 100 * DAY, ...filter }),
        );
        const { posts: untimed } = must(
          workspace.posts.list({ limit: 200, after: null, unplanned: true, ...filter }),
        );
        expect(ids([...timed, ...untimed])).toEqual(ids(expected));
        const counts = workspace.posts.counts(filter);
        for (const status of POST_STATUSES)
          expect(counts[status]).toBe(expected.filter((card) => card.status === status).length);
        const listed = must(workspace.posts.list({ limit: 200, after: null, ...filter }));
        expect(listed.posts.map(({ id }) => id)).toEqual(
          [...expected]
            .sort((a, b) => b.updatedAt - a.updatedAt)
            .slice(0, 200)
            .map(({ id }) => id),
        );
        const edges = Array.from({ length: 36 }, (_, day) => START + day * DAY);
        const days = must(workspace.posts.days({ edges, perDay: 2, ...filter }));
        expect(days.counts).toEqual(
          edges
            .slice(0, -1)
            .map(
              (edge) =>
                expected.filter(
                  ({ scheduledAt }) =>
                    scheduledAt !== null && scheduledAt >= edge && scheduledAt < edge + DAY,
                ).length,
            ),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('goes on over the pages of a list', () => {
    plant(300);
    const filter: PostFilter = { networks: ['mastodon'] };
    const expected = everything().filter((card) => matchesFilter(card, filter)).length;
    const seen = new Set<string>();
    for (let after: string | null = null; ; ) {
      const page: { posts: PostCard[]; next: string | null } = must(
        workspace.posts.list({ limit: 7, after, networks: ['mastodon'] }),
      );
      for (const { id } of page.posts) seen.add(id);
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen.size).toBe(expected);
  });

  it('does not take a value for a part of another one', () => {
    const client = workspace.client();
    workspace.database.raw
      .prepare(
        `INSERT INTO posts (id, client_id, status, text, networks, scheduled_at, created_at, updated_at)
         VALUES (?, ?, 'draft', '', 'xing,mastodon', 5, 1, 1)`,
      )
      .run(v7(), client.id);
    const of = (networks: NetworkId[]) =>
      must(workspace.posts.calendar({ from: 0, to: 9, networks })).length;
    expect([of(['x']), of(['mastodon']), of(['x', 'mastodon'])]).toEqual([0, 1, 1]);
  });

  it('is answered from the covering index alone', () => {
    const filter = {
      clientId: 'c',
      networks: ['x', 'bluesky'],
      labelIds: ['l'],
      statuses: ['draft', 'scheduled'],
    } as const;
    const { where, values } = filterSql(filter);
    /** Columns that are read from the rows themselves: what makes a month of thousands slow. */
    const fromRows = (sql: string): number => {
      const program = workspace.database.raw
        .prepare(`EXPLAIN ${sql}`)
        .all({ ...values, from: 0, to: 9, limit: 9 }) as Operation[];
      const opened = program.filter(({ opcode }) => opcode === 'OpenRead');
      const ofIndex = ({ p4 }: Operation) => p4.startsWith('k(');
      expect(opened.some(ofIndex), sql).toBe(true);
      const rows = new Set(opened.filter((operation) => !ofIndex(operation)).map(({ p1 }) => p1));
      return program.filter(({ opcode, p1 }) => opcode === 'Column' && rows.has(p1)).length;
    };
    const columns = `id, client_id, status, excerpt, scheduled_at, wall_time, zone, networks,
      media_count, thumbnail_id, updated_at, label_ids, held_at`;
    const from = 'FROM posts INDEXED BY posts_card WHERE removed_at IS NULL';
    for (const sql of [
      `SELECT ${columns} ${from} AND scheduled_at >= @from AND scheduled_at < @to ${where}
       ORDER BY scheduled_at, id LIMIT @limit`,
      `SELECT ${columns} ${from} AND scheduled_at IS NULL ${where}
       ORDER BY updated_at DESC, id DESC LIMIT @limit`,
      `SELECT status, count(*) ${from} ${where} GROUP BY status`,
    ])
      expect(fromRows(sql), sql).toBe(0);
    expect(fromRows(`SELECT category ${from} ${where}`)).toBe(1);
  });
});

interface Operation {
  opcode: string;
  p1: number;
  p4: string;
}

describe('posts without a time', () => {
  it('come newest change first', () => {
    const client = workspace.client();
    const made = Array.from({ length: 5 }, (_, at) => {
      workspace.clock.advance(1000);
      return must(
        workspace.posts.create({ clientId: client.id, text: `Idea ${at}`, targets: [], media: [] }),
      ).id;
    });
    must(
      workspace.posts.plan({
        id: made[0] as string,
        at: { wallTime: '2026-12-24T09:00', zone: 'Europe/Berlin' },
      }),
    );
    const { posts, next } = must(workspace.posts.list({ limit: 3, after: null, unplanned: true }));
    expect(posts.map(({ id }) => id)).toEqual([made[4], made[3], made[2]]);
    expect(next).not.toBeNull();
  });
});

describe('a stage', () => {
  it('is left for another one with its plan, and only before it is scheduled', () => {
    const client = workspace.client();
    const { id } = must(
      workspace.posts.create({
        clientId: client.id,
        text: 'Fresh bread',
        targets: [{ accountId: client.accountId, text: null }],
        media: [],
      }),
    );
    const at = { wallTime: '2026-12-24T09:00', zone: 'Europe/Berlin' };
    must(workspace.posts.plan({ id, at }));
    expect(must(workspace.posts.setStage(id, 'in_review'))).toMatchObject({
      status: 'in_review',
      wallTime: at.wallTime,
    });
    expect(must(workspace.posts.setStage(id, 'approved')).status).toBe('approved');
    expect(workspace.posts.setStage(id, 'in_review')).toMatchObject({
      error: { code: 'not_allowed' },
    });
    expect(must(workspace.posts.setStage(id, 'draft'))).toMatchObject({
      scheduledAt: expect.any(Number),
    });
    // What it went through is told by its history, also an approval without a review.
    must(workspace.posts.setStage(id, 'approved'));
    const notes = workspace.database.raw
      .prepare('SELECT kind FROM post_notes WHERE post_id = ? ORDER BY rowid')
      .pluck()
      .all(id);
    expect(notes).toEqual(['submitted', 'approved', 'withdrawn', 'submitted', 'approved']);
    must(workspace.posts.schedule({ id, ...at }));
    expect(workspace.posts.setStage(id, 'draft')).toMatchObject({
      error: { code: 'not_allowed', message: expect.stringContaining('scheduled') },
    });
  });
});
