import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Idea } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { ideas } from '../database/schema/index.ts';
import type { Posts } from '../posts/posts.ts';

export type Ideas = ReturnType<typeof createIdeas>;

export interface IdeasOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  posts: Pick<Posts, 'create' | 'plan' | 'get' | 'remove'>;
}

/** Between two ideas, so that one is put there without moving the others. */
const STEP = 1024;

/** Thoughts that are no post yet, in the order in which the person has put them. */
export function createIdeas({ database: { raw, orm }, bus, clock, posts }: IdeasOptions) {
  let prepared: ReturnType<typeof prepare> | undefined;
  const read = () => {
    prepared ??= prepare(raw);
    return prepared;
  };

  const get = (id: string): Result<Idea, 'not_found'> => {
    const found = read().one.get(id);
    return found ? ok(found) : fail('not_found', 'This idea is not on the shelf any more.');
  };
  const list = ({ clientId }: ParsedInput<'ideas.list'>): Idea[] =>
    clientId === undefined ? read().all.all() : read().ofClient.all(clientId);

  /** One transaction; told after its commit. */
  function write<Value, Code extends string>(work: () => Result<Value, Code>): Result<Value, Code> {
    // A refusal takes back what was written before it.
    let refused: Result<Value, Code> | null = null;
    try {
      const result = raw
        .transaction(() => {
          const done = work();
          if (done.ok) return done;
          refused = done;
          throw ROLLBACK;
        })
        .immediate();
      bus.emit('ideas.changed', {});
      return result;
    } catch (error) {
      if (error !== ROLLBACK || refused === null) throw error;
      return refused;
    }
  }

  function insert(
    idea: Omit<Idea, 'createdAt'> & { createdAt?: number },
  ): Result<Idea, 'not_found' | 'id_taken'> {
    const refused = refuseClient(idea.clientId);
    if (refused) return refused;
    if (read().one.get(idea.id)) return fail('id_taken', 'This idea is on the shelf already.');
    const now = clock.now();
    orm
      .insert(ideas)
      .values({ createdAt: now, ...idea, updatedAt: now })
      .run();
    return get(idea.id);
  }

  const refuseClient = (clientId: string | null | undefined) =>
    clientId && read().isClient.get(clientId) !== 1
      ? fail('not_found', 'This client is not here any more, or is archived.')
      : null;

  function removed(id: string): Result<Idea, 'not_found'> {
    const found = get(id);
    if (found.ok) orm.delete(ideas).where(eq(ideas.id, id)).run();
    return found;
  }

  const change = (id: string, set: Partial<Pick<Idea, 'text' | 'clientId' | 'position'>>) => {
    orm
      .update(ideas)
      .set({ ...set, updatedAt: clock.now() })
      .where(eq(ideas.id, id))
      .run();
    return get(id);
  };

  /** Room before an idea, or behind the last one. Where there is none left, all of them move apart. */
  function positionBefore(id: string, before: string | null): number {
    const others = read()
      .all.all()
      .filter((one) => one.id !== id);
    const at = before === null ? -1 : others.findIndex((one) => one.id === before);
    const index = at < 0 ? others.length : at;
    const [prior, next] = [others[index - 1]?.position, others[index]?.position];
    if (prior === undefined) return (next ?? STEP) - STEP;
    if (next === undefined) return prior + STEP;
    if (next - prior > 1) return Math.floor((prior + next) / 2);
    for (const [place, { id: other }] of others.entries())
      change(other, { position: (place + 1) * STEP });
    return (index + 1) * STEP - STEP / 2;
  }

  return {
    /** Of one client with those of nobody yet, or every one there is. */
    list,

    create: ({ id = v7(), clientId, text }: ParsedInput<'ideas.create'>) =>
      write(() => {
        const position = (read().first.get() ?? STEP) - STEP;
        return insert({ id, clientId, text, position });
      }),

    update: ({ id, text, clientId }: ParsedInput<'ideas.update'>) =>
      write<Idea, 'not_found'>(() => {
        const found = get(id);
        const refused = refuseClient(clientId);
        if (!found.ok || refused) return found.ok && refused ? refused : found;
        return change(id, {
          ...(text !== undefined && { text }),
          ...(clientId !== undefined && { clientId }),
        });
      }),

    move: ({ id, before }: ParsedInput<'ideas.move'>) =>
      write<Idea, 'not_found'>(() => {
        const found = get(id);
        if (!found.ok || before === id) return found;
        return change(id, { position: positionBefore(id, before) });
      }),

    remove: (id: string) => write(() => removed(id)),
    restore: (idea: Idea) => write(() => insert(idea)),

    /** The draft is there, planned, and the idea is gone: all of it or nothing. */
    plan: ({ id, clientId, at }: ParsedInput<'ideas.plan'>) =>
      write<RouteOutput<'ideas.plan'>, 'not_found' | 'no_client' | 'in_the_past' | 'no_such_time'>(
        () => {
          const idea = removed(id);
          if (!idea.ok) return idea;
          const of = idea.value.clientId ?? clientId;
          if (of === undefined) return fail('no_client', 'Choose the client of this idea first.');
          const made = posts.create({
            clientId: of,
            text: idea.value.text,
            targets: [],
            media: [],
          });
          if (!made.ok) return fail('not_found', made.error.message);
          const planned = posts.plan({ id: made.value.id, at });
          if (planned.ok) return ok({ post: planned.value, idea: idea.value });
          const { code, message } = planned.error;
          return code === 'in_the_past' || code === 'no_such_time'
            ? fail(code, message)
            : fail('not_found', message);
        },
      ),

    unplan: ({ idea, postId, version }: ParsedInput<'ideas.unplan'>) =>
      write<Idea, 'not_found' | 'id_taken' | 'stale' | 'not_allowed'>(() => {
        const found = posts.get(postId);
        if (!found.ok) return found;
        if (found.value.version !== version)
          return fail('stale', 'The draft was changed since, so it stays on the calendar.');
        const gone = posts.remove(postId);
        return gone.ok ? insert(idea) : gone;
      }),
  };
}

const ROLLBACK = Symbol('rollback');

function prepare(raw: Database['raw']) {
  const select = (rest: string) =>
    raw.prepare<unknown[], Idea>(
      `SELECT id, client_id AS clientId, text, position, created_at AS createdAt FROM ideas ${rest}`,
    );
  const ORDER = 'ORDER BY position, id DESC';
  return {
    one: select('WHERE id = ?'),
    all: select(ORDER),
    ofClient: select(`WHERE client_id = ? OR client_id IS NULL ${ORDER}`),
    first: raw.prepare<[], number | null>('SELECT min(position) FROM ideas').pluck(),
    isClient: raw
      .prepare<[string], number>('SELECT 1 FROM clients WHERE id = ? AND archived_at IS NULL')
      .pluck(),
  };
}
