import { setTimeout as wait } from 'node:timers/promises';
import { commentsEvery } from '../../shared/domain/inbox.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import { askNetwork, type CallOptions, type Line, lineTo } from '../engagement/calls.ts';
import type { Replies } from '../engagement/replies.ts';
import type { Log } from '../log.ts';
import { isQuiet, jittered, type QuietOptions, shuffled } from '../metrics/manners.ts';
import { createRests } from '../metrics/rests.ts';
import { createAccountLimits } from '../publishing/limits.ts';
import { brokenIn, createCursors } from './cursors.ts';
import { createDueTalks, type DueTalk } from './due.ts';
import type { InboxItems } from './items.ts';

export type Collecting = ReturnType<typeof createCollecting>;

/** Posts of an account in one round. */
const MOST = 20;
/** Posts of an account when the person asks. */
const MOST_ASKED = 40;
/** Pages of a talk in one go; a longer one goes on in the next round. */
const PAGES = 8;
/** From where this process begins to publish to the first round, and from each to the next, ms. */
const FIRST = 45_000;
const EVERY = 3 * 60_000;
/** Between two calls, ms. */
const BETWEEN = 500;
/** A post whose comments its network does not give is asked about again then, ms. */
const REFUSED = 86_400_000;

export interface CollectingOptions extends QuietOptions {
  database: Database;
  bus: Bus;
  log: Log;
  accounts: Accounts;
  items(): InboxItems;
  replies(): Pick<Replies, 'settle' | 'inDoubt' | 'recover'>;
  /** Between two calls, ms; for a demo, which has no time. */
  between?: number;
}

/** What a round brought. */
export interface Round {
  /** Posts whose comments were read. */
  posts: number;
  /** New ones that wait for somebody. */
  fresh: number;
  problems: { accountId: string; message: string }[];
}

/**
 * Reads what people say under our posts, while this process publishes: one account after the other, never beside a post
 * that goes out, new posts often and old ones seldom. Networks that bill reading are asked when the person asks.
 */
export function createCollecting(options: CollectingOptions) {
  const { database, bus, clock, log, accounts, items, replies, between = BETWEEN } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const trouble = 'The comments of an account could not be read';
  const rests = createRests({ clock, log, trouble });

  // Prepared when they are first needed, not at each start.
  let made: ReturnType<typeof prepare> | null = null;
  const prepare = () => ({
    due: createDueTalks(database),
    cursors: createCursors(database),
    limits: createAccountLimits(options),
  });
  const tools = () => {
    made ??= prepare();
    return made;
  };
  const calls: CallOptions = {
    ...{ accounts, log },
    limits: { keep: (...heard) => void (stopped || tools().limits.keep(...heard)) },
  };

  /** Reads a talk from where it was left. Null where the account is not asked on; else what waits for somebody. */
  async function readTalk(account: Account, talk: DueTalk, line: Line, round: Round) {
    const { deliveryId, accountId, remoteId, publishedAt } = talk;
    const { comments, capabilities } = line.platform;
    if (!comments) return false;
    const left = brokenIn(talk.cursor);
    const began = left?.began ?? clock.now();
    const seen = left && left.seen === null ? null : new Set(left?.seen);
    let from = left?.from ?? null;
    let fresh = 0;
    const place = { accountId, source: deliveryId };
    const keepUntil = (dueAt: number, broken = false) =>
      tools().cursors.keep(place, {
        broken: broken && from !== null ? { from, began, seen: seen && [...seen] } : null,
        ...{ readAt: clock.now(), dueAt },
      });

    for (let page = 0; page < PAGES; page += 1) {
      if (page > 0) await wait(jittered(between));
      if (!(await isQuiet(options, () => stopped))) return false;
      const at = from;
      const answer = await askNetwork(calls, line, () => comments(line.context, remoteId, at));
      if (stopped) return false;
      if (!answer.ok) {
        round.problems.push({ accountId, message: answer.message });
        // One post that is gone says nothing of the others.
        if (answer.class !== 'refused') {
          rests.failed(account, answer.class);
          return false;
        }
        from = null;
        keepUntil(clock.now() + REFUSED);
        return true;
      }
      const { comments: told, next } = answer.value;
      for (const one of told) seen?.add(one.remoteId);
      const written = items().write(talk, told);
      from = next;
      const isWhole = next === null && left === null && page === 0;
      const asPublished = { ...talk, network: account.network };
      replies().settle(asPublished, told, { whole: isWhole, began, name: capabilities.name });
      if (next === null && seen) written.ids.push(...items().markGone(deliveryId, seen, began));
      items().tell(accountId, written);
      fresh += written.fresh;
      if (next === null) break;
    }
    round.fresh += fresh;
    round.posts += 1;
    const every = commentsEvery(clock.now() - publishedAt, fresh > 0) ?? REFUSED;
    keepUntil(from === null ? clock.now() + every : clock.now(), true);
    return true;
  }

  /** False where the round ends here. */
  async function readAccount(account: Account, talks: readonly DueTalk[], round: Round) {
    const { id } = account;
    const line = await lineTo(accounts, id);
    if (stopped) return;
    if (!line.ok) {
      rests.failed(account, line.error.code);
      round.problems.push({ accountId: id, message: line.error.message });
      return;
    }
    if (!line.value.platform.comments) return;
    for (const talk of talks) {
      if (tools().limits.blockedUntil(id) !== null) return;
      if (!(await readTalk(account, talk, line.value, round))) return;
      await wait(jittered(between));
      if (stopped) return;
    }
    rests.worked(id);
  }

  const isBilled = ({ network, practice }: Account): boolean =>
    NETWORKS[network].price !== undefined && !practice;

  /** @param asked what the person asks for: one account, or all; null where nobody does */
  async function readAll(asked: { accountId: string | null } | null): Promise<Round> {
    const round: Round = { posts: 0, fresh: 0, problems: [] };
    if (stopped) return round;
    const { due, cursors } = tools();
    replies().recover();
    for (const deliveryId of replies().inDoubt()) cursors.hurry(deliveryId);
    const wanted = asked?.accountId ?? null;
    const usable = accounts.list().filter((account) => {
      if (!NETWORKS[account.network].comments.read) return false;
      if (wanted !== null) return account.id === wanted;
      if (account.status !== 'connected' || isBilled(account)) return false;
      return asked !== null || !rests.isResting(account.id);
    });
    if (usable.length === 0) return round;
    const ids = new Set(usable.map(({ id }) => id));
    const search = { now: clock.now(), all: asked !== null, until: () => stopped };
    const talks = await due(ids, search);
    for (const account of shuffled(usable)) {
      if (stopped) return round;
      const own = (talks.get(account.id) ?? []).slice(0, asked ? MOST_ASKED : MOST);
      if (own.length > 0) await readAccount(account, own, round);
    }
    return round;
  }

  /** One round after the other: two readings of one talk at a time would each take it for theirs. */
  function collect(asked: { accountId: string | null } | null = null): Promise<Round> {
    const next = running.then(() => readAll(asked));
    running = next.catch((error: unknown) => {
      if (!stopped) log.error('The comments could not be read', { error });
    });
    return next;
  }

  function arm(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void collect()
        .catch(() => null)
        .then(() => !stopped && timer !== undefined && arm(jittered(EVERY)));
    }, after);
    timer.unref();
  }

  const unsubscribe = bus.on('runner.changed', ({ runner }) => {
    clearTimeout(timer);
    timer = undefined;
    if (runner === 'here' && !stopped) arm(jittered(FIRST));
  });

  return {
    collect,
    /** Ends at once: a call under way is not waited for, and its answer not kept. */
    close(): void {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
