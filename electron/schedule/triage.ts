import { hasErrors } from '../../shared/domain/preflight.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { MissedPost, Post } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Posts } from '../posts/posts.ts';
import type { MissedTime } from '../posts/timing.ts';

export type Triage = ReturnType<typeof createTriage>;

export interface TriageOptions {
  database: Database;
  clock: Clock;
  posts: Pick<
    Posts,
    | 'cards'
    | 'get'
    | 'check'
    | 'publishNow'
    | 'enqueue'
    | 'schedule'
    | 'setStatus'
    | 'missAgain'
    | 'queue'
  >;
}

type Decision = ParsedInput<'triage.decide'>['decision'];
type Decided = RouteOutput<'triage.decide'>;
type TakenBack = RouteOutput<'triage.takeBack'>;

/** Decisions that can be taken back. */
const KEPT = 1000;

/** “While you were away”: what was missed, and what becomes of it. */
export function createTriage({ database: { raw }, clock, posts }: TriageOptions) {
  const select = (columns: string, filter: string) =>
    raw
      .prepare<unknown[], unknown>(
        `SELECT ${columns} FROM posts WHERE status = 'missed' AND removed_at IS NULL ${filter}`,
      )
      .pluck();
  const oldest = 'ORDER BY scheduled_at, id LIMIT ?';
  const everyone = select('id', oldest);
  const ofClient = select('id', `AND client_id = ? ${oldest}`);
  const countAll = select('count(*)', '');
  const countOfClient = select('count(*)', 'AND client_id = ?');
  const isArchived = raw
    .prepare<[string], number>('SELECT archived_at IS NOT NULL FROM clients WHERE id = ?')
    .pluck();

  /** Null where it can be sent as it is. */
  function problemOf(post: Post): string | null {
    if (isArchived.get(post.clientId) === 1)
      return 'This client is archived. Restore the client first.';
    const findings = posts.check(post.id);
    return hasErrors(findings)
      ? (findings.find(({ severity }) => severity === 'error')?.message ?? null)
      : null;
  }

  function missed(card: MissedPost['post'], post: Post): MissedPost {
    const problem = problemOf(post);
    const can = problem === null;
    const accounts = post.targets.map(({ accountId }) => accountId);
    const [slot] = can ? posts.queue.nextFree(post.clientId, accounts, 1, post.id) : [];
    return {
      post: card,
      lateMs: Math.max(0, clock.now() - (post.scheduledAt ?? clock.now())),
      choices: {
        publish_now: can,
        next_slot: slot ? { ...slot, zone: posts.queue.zone() } : null,
        pick: can,
        drop: true,
      },
      problem,
    };
  }

  /** When they were due, the oldest decision first. Only this process knows: it is for what was just decided. */
  const before = new Map<string, MissedTime>();
  function remember({ id, scheduledAt, wallTime, zone }: Post): void {
    if (scheduledAt === null) return;
    before.delete(id);
    before.set(id, { id, scheduledAt, wallTime, zone });
    const [oldest] = before.keys();
    if (before.size > KEPT && oldest !== undefined) before.delete(oldest);
  }

  function carryOut(id: string, decision: Decision): Result<Post> {
    const found = posts.get(id);
    if (!found.ok) return found;
    const done = decided(found.value, decision);
    if (done.ok && decision !== 'publish_now') remember(found.value);
    return done;
  }

  function decided(post: Post, decision: Decision): Result<Post> {
    const { id } = post;
    // It may have been decided elsewhere meanwhile: nothing is sent that is not missed any more.
    if (post.status !== 'missed')
      return fail('not_missed', 'This post is not missed any more. Look at it again.');
    switch (decision) {
      case 'publish_now':
        return posts.publishNow(id);
      case 'next_slot': {
        const queued = posts.enqueue(id);
        return queued.ok ? ok(queued.value.post) : queued;
      }
      case 'drop':
        return posts.setStatus(id, 'cancelled');
      default: {
        const scheduled = posts.schedule({ id, ...decision });
        return scheduled.ok ? ok(scheduled.value.post) : scheduled;
      }
    }
  }

  return {
    /** Oldest first. */
    list({ clientId, limit }: ParsedInput<'triage.list'>): RouteOutput<'triage.list'> {
      const ids = (
        clientId === undefined ? everyone.all(limit) : ofClient.all(clientId, limit)
      ) as string[];
      const list = posts.cards(ids).flatMap((card) => {
        const post = posts.get(card.id);
        return post.ok ? missed(card, post.value) : [];
      });
      const total = clientId === undefined ? countAll.get() : countOfClient.get(clientId);
      return { posts: list, total: Number(total) };
    },

    /** In the order of the ids, each in a transaction of its own: what can't be done keeps nothing else back. */
    decide: ({ ids, decision }: ParsedInput<'triage.decide'>): Decided =>
      [...new Set(ids)].map((id) => {
        const result = carryOut(id, decision);
        if (!result.ok) return { id, ok: false, ...codeAndMessage(result.error) };
        const { status, scheduledAt } = result.value;
        return { id, ok: true, status, scheduledAt };
      }),

    /** Missed again, as they were: what was moved or dropped in this run and has not gone out since. */
    takeBack: ({ ids }: ParsedInput<'triage.takeBack'>): TakenBack =>
      [...new Set(ids)].map((id) => {
        const was = before.get(id);
        const back = was
          ? posts.missAgain(was)
          : fail('not_allowed', 'This can’t be taken back any more. Open the post to change it.');
        if (!back.ok) return { id, ok: false, ...codeAndMessage(back.error) };
        before.delete(id);
        return { id, ok: true };
      }),
  };
}

const codeAndMessage = ({ code, message }: { code: string; message: string }) => ({
  code,
  message,
});
