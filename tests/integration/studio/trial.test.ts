import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import type { Prompts } from '../../../electron/studio/prompts.ts';
import type { Studio } from '../../../electron/studio/studio.ts';
import { SETTLED_AFTER } from '../../../shared/domain/prompts/trial.ts';
import { connect, openAi } from '../../support/ai.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';
import { openStudio } from '../../support/studio.ts';

const ALL = { feature: 'generate', clientId: null } as const;
const text = (user: string) => ({
  ...{ system: 'You write for {{client}}.', note: '' },
  user: `${user} {{topic}} {{count}}\n{{limits}}`,
});

let services: TestServices;
let server: HostileLlm;
let ai: Ai;
let prompts: Prompts;
let studio: Studio;
let client: ReturnType<TestServices['client']>;

beforeEach(async () => {
  services = openServices();
  client = services.client('Ada’s Bakery');
  server = await startHostileLlm();
  ai = openAi(services);
  await connect(ai, server.url);
  ({ prompts, studio } = openStudio(services, ai));
});
afterEach(async () => {
  await ai.close();
  await server.stop();
  services.close();
});

const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? null : result.error.code;

/** Two versions of ours, the second one in use and the first one beside it. */
function begin() {
  const first = must(prompts.save({ ...ALL, ...text('First:') })).used.id ?? '';
  const second = must(prompts.save({ ...ALL, ...text('Second:') })).used.id ?? '';
  must(prompts.setTrial({ ...ALL, versionId: second, rivalId: first }));
  return { first, second };
}

/** Asks for a post until a version answers. */
async function askBy(side: 'First' | 'Second', answer = 'Rye, from six.') {
  server.always({
    pieces: [JSON.stringify({ posts: [{ network: 'bluesky', text: answer }] })],
  });
  for (;;) {
    const made = must(
      await studio.generate({
        ...{ taskId: v7(), clientId: client.id, postId: null, topic: 'Rye', tone: '' },
        ...{ language: '', hashtags: true, count: 1, wish: '' },
        places: [{ network: 'bluesky', accountId: null }],
      }),
    );
    const said = String(server.requests.at(-1)?.body.messages?.[1]?.content);
    if (said.startsWith(side)) return made;
  }
}

/** A post that says something, and what became of it. */
function post(
  words: string,
  {
    id = v7(),
    notes = [],
    likes = null,
    publishedAt = null,
  }: {
    id?: string;
    notes?: string[];
    likes?: number | null;
    publishedAt?: number | null;
  } = {},
): string {
  const { raw } = services.database;
  const made = must(
    services.posts.create({
      ...{ id, clientId: client.id, text: words, media: [] },
      targets: [{ accountId: client.accountId, text: null }],
    }),
  );
  for (const [at, kind] of notes.entries())
    raw
      .prepare(
        `INSERT INTO post_notes (id, post_id, kind, author, text, version, at)
         VALUES (?, ?, ?, 'Ada', '', 1, ?)`,
      )
      .run(v7(), made.id, kind, at + 1);
  if (publishedAt !== null) {
    const delivery = v7();
    raw
      .prepare(
        `INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, published_at,
           created_at, updated_at)
         VALUES (?, ?, ?, 'published', 'f', 'k', ?, 1, 1)`,
      )
      .run(delivery, made.id, client.accountId, publishedAt);
    for (const [at, count] of [0, likes].entries())
      raw
        .prepare(
          `INSERT INTO metric_snapshots (id, delivery_id, taken_at, likes, comments)
           VALUES (?, ?, ?, ?, 1)`,
        )
        .run(v7(), delivery, at + 1, count);
  }
  return made.id;
}

describe('a trial of two versions', () => {
  it('begins with two that differ, and ends with the one that is chosen or written', () => {
    const { first, second } = begin();
    const standing = must(prompts.get(ALL));
    expect([standing.used.id, standing.rival?.id]).toEqual([second, first]);
    expect(codeOf(prompts.setTrial({ ...ALL, versionId: first, rivalId: first }))).toBe(
      'same_version',
    );
    expect(codeOf(prompts.setTrial({ ...ALL, versionId: first, rivalId: v7() }))).toBe('not_found');
    const ended = must(prompts.setTrial({ ...ALL, versionId: first, rivalId: null }));
    expect([ended.used.id, ended.rival]).toEqual([first, null]);
    // And taken back.
    must(prompts.setTrial({ ...ALL, versionId: second, rivalId: first }));
    expect(must(prompts.save({ ...ALL, ...text('Third:') })).rival).toBeNull();
  });

  it('keeps what stands in as a version of its own, once, so that requests can say that they are of it', () => {
    const own = must(prompts.save({ ...ALL, ...text('Own:') })).used.id;
    const trial = must(prompts.setTrial({ ...ALL, versionId: own, rivalId: 'stand_in' }));
    expect(trial.rival).toMatchObject({ user: trial.fallback.user });
    expect(trial.rival?.id).not.toBeNull();
    must(prompts.setTrial({ ...ALL, versionId: own, rivalId: null }));
    const again = must(prompts.setTrial({ ...ALL, versionId: null, rivalId: own }));
    expect(again.used.id).toBe(trial.rival?.id);
    expect(again.versions).toHaveLength(2);
    // The same for a client, of what all clients have.
    const ofClient = { ...ALL, clientId: client.id };
    const theirs = must(prompts.save({ ...ofClient, ...text('Ada’s:') })).used.id;
    const beside = must(prompts.setTrial({ ...ofClient, versionId: theirs, rivalId: 'stand_in' }));
    expect(beside.rival?.user).toBe(again.used.user);
    expect(beside.versions).toHaveLength(2);
  });

  it('splits requests in halves by their task, and never those that try a prompt out', () => {
    const { first, second } = begin();
    const of = (taskId?: string) =>
      must(
        prompts.compose({
          ...{ feature: 'generate', clientId: client.id, networks: ['bluesky'] },
          values: { topic: 'Rye', count: 1 },
          ...(taskId !== undefined && { taskId }),
        }),
      );
    const counts = new Map<string | null, number>();
    for (let at = 0; at < 400; at++) {
      const taskId = v7();
      const { versionId, against } = of(taskId);
      counts.set(versionId, (counts.get(versionId) ?? 0) + 1);
      expect(against).toBe(versionId === first ? second : first);
      expect(of(taskId).versionId).toBe(versionId);
    }
    expect([...counts.keys()].sort()).toEqual([first, second].sort());
    // 200 with a standard deviation of 10: six of them off would be once in a billion.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(60);
    expect(of()).toMatchObject({ versionId: second, against: null });
  });

  it('counts what was asked and taken, and what became of the posts', async () => {
    begin();
    expect(must(studio.outcomes({ ...ALL, clientId: client.id }))).toBeNull();
    const asked = [await askBy('First'), await askBy('First'), await askBy('Second')];
    const [one, two, three] = asked;
    const before = must(studio.outcomes(ALL));
    expect(before?.rival.asked).toBeGreaterThanOrEqual(2);
    expect(before).toMatchObject({ used: { taken: 0, posts: 0 }, rival: { taken: 0 } });

    const now = services.clock.now();
    const long = now - SETTLED_AFTER - 1;
    // Taken for a post that is saved only later.
    const later = v7();
    studio.taken({ requestIds: one?.requestIds ?? [], postId: later, text: 'Rye, from six.' });
    expect(must(studio.outcomes(ALL))).toMatchObject({ rival: { taken: 1, posts: 0 } });
    post('Rye, from six. Come early.', {
      ...{ id: later, notes: ['submitted', 'approved'], likes: 7, publishedAt: long },
    });
    const edited = post('Something else', {
      ...{ notes: ['submitted', 'change_requested', 'approved'], likes: 3, publishedAt: now },
    });
    studio.taken({ requestIds: two?.requestIds ?? [], postId: edited, text: 'Rye, from six.' });
    expect(services.told.at(-1)).toEqual({
      name: 'prompt.changed',
      payload: { feature: 'generate' },
    });
    const after = must(studio.outcomes(ALL));
    expect(after?.rival).toMatchObject({
      ...{ taken: 2, posts: 2, unchanged: 1, answered: 2, approvedFirst: 1 },
      // Likes + 2 × comments of the last reading; the other one is not out for long enough.
      engagement: [9],
    });
    expect(after?.used).toMatchObject({ taken: 0 });

    // The other version's text took the place of it: the post is its work from then on.
    await new Promise((resolve) => setTimeout(resolve, 5));
    studio.taken({ requestIds: three?.requestIds ?? [], postId: later, text: 'Rye, from six.' });
    const taken = must(studio.outcomes(ALL));
    expect(taken?.used).toMatchObject({ taken: 1, posts: 1, engagement: [9] });
    expect(taken?.rival).toMatchObject({ taken: 2, posts: 1, engagement: [] });
    const row = services.database.raw
      .prepare<[string], { taken: number; post: string }>(
        'SELECT taken_at AS taken, post_id AS post FROM ai_requests WHERE id = ?',
      )
      .get(three?.requestIds[0] ?? '');
    expect(row).toEqual({ taken: expect.any(Number), post: later });

    // A trial of other versions begins at nothing.
    const third = must(prompts.save({ ...ALL, ...text('Third:') })).used.id;
    must(prompts.setTrial({ ...ALL, versionId: third, rivalId: 'stand_in' }));
    expect(must(studio.outcomes(ALL))).toMatchObject({ used: { asked: 0 }, rival: { asked: 0 } });
  });
});
