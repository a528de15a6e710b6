import { howLate } from '../../shared/domain/lateness.ts';
import { canBecome, type DeliveryState } from '../../shared/domain/post-status.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { Posts } from '../posts/posts.ts';
import type { Change, DeliveryRow, Ledger } from './ledger.ts';
import { fingerprintOf, type Payload, payloadOf } from './payload.ts';
import { type DeliveryProgress, isHandOver, progressOf } from './progress.ts';

export interface PreparationOptions {
  ledger: Ledger;
  posts: Pick<Posts, 'get' | 'become'>;
  platforms: Platforms;
  clock: Clock;
}

type PrepareFailure = 'not_found' | 'not_allowed';
type Prepared = Result<(DeliveryRow | null)[], PrepareFailure>;
type Outcome = { value: Prepared } | { error: unknown };

/** Writes down what is going to be sent, before anything is. */
export function createPreparation({ ledger, posts, platforms, clock }: PreparationOptions) {
  const fresh = ({
    written: { mentions },
  }: Payload): Pick<DeliveryRow, 'preparedAt'> & { progress: DeliveryProgress } => ({
    preparedAt: clock.now(),
    progress: { network: null, told: null, handOver: null, ...(mentions && { mentions }) },
  });

  /** Starts over: a new time to keep trying, the same key, so that at most one record comes of it. */
  const renewal = (
    row: DeliveryRow,
    payload: Payload,
    from: DeliveryState,
  ): Change & { set: { progress: DeliveryProgress } } => {
    const fingerprint = fingerprintOf(payload);
    const { preparedAt, progress } = fresh(payload);
    const { network, partlyOut, mentions } = progressOf(row);
    // What is out already stands: with another text it is not sent, and says so.
    const goesOn = partlyOut === true;
    return {
      id: row.id,
      from,
      path: ['prepared'],
      set: {
        fingerprint: goesOn ? row.fingerprint : fingerprint,
        preparedAt,
        progress: goesOn
          ? { ...progress, network, partlyOut, ...(mentions && { mentions }) }
          : progress,
        attemptCount: 0,
        nextAttemptAt: null,
        errorCode: null,
        errorMessage: null,
      },
    };
  };

  function prepareTarget(post: Post, accountId: string, row: DeliveryRow | undefined) {
    const payload = payloadOf(post, accountId);
    if (!payload) return null;
    // What is published or under way stays: nothing is sent twice.
    if (row) {
      // It was to be handed over and never was: now it is sent from here.
      if (row.state === 'prepared' && isHandOver(row))
        return ledger.write({ ...renewal(row, payload, row.state), path: [] });
      return isOver(row.state) ? ledger.write(renewal(row, payload, row.state)) : null;
    }
    return insert(post.id, accountId, payload, { state: 'prepared' });
  }

  const insert = (
    postId: string,
    accountId: string,
    payload: Payload,
    first: Pick<DeliveryRow, 'state'> &
      Partial<Pick<DeliveryRow, 'errorCode' | 'errorMessage' | 'nextAttemptAt'>>,
    handOver: DeliveryProgress['handOver'] = null,
  ): DeliveryRow =>
    ledger.insert({
      postId,
      accountId,
      fingerprint: fingerprintOf(payload),
      recordKey: platforms[payload.network].newRecordKey(clock.now()),
      remoteId: null,
      remoteUrl: null,
      preparedAt: clock.now(),
      progress: { ...fresh(payload).progress, handOver },
      handedOverId: null,
      attemptCount: 0,
      nextAttemptAt: null,
      errorCode: null,
      errorMessage: null,
      publishedAt: null,
      ...first,
    });

  /** The reason goes where the person looks for it: into the log of each account. */
  function missTarget(post: Post, accountId: string, row: DeliveryRow | undefined, reason: string) {
    const why = { errorCode: 'missed', errorMessage: reason };
    if (row)
      return isOver(row.state) || row.state === 'prepared'
        ? ledger.write({
            id: row.id,
            from: row.state,
            path: row.state === 'cancelled' ? [] : ['cancelled'],
            set: { ...why, nextAttemptAt: null },
          })
        : null;
    const payload = payloadOf(post, accountId);
    return payload && insert(post.id, accountId, payload, { state: 'cancelled', ...why });
  }

  /**
   * The computer slept past the time of a post that a network has: that part is looked up, and what
   * should have gone out from here fails visibly.
   */
  function missRest(post: Post, rows: ReadonlyMap<string, DeliveryRow>, reason: string) {
    const why = { errorCode: 'missed', errorMessage: reason };
    posts.become(post.id, 'publishing');
    const changed = post.targets.map(({ accountId }) => {
      const row = rows.get(accountId);
      const payload = payloadOf(post, accountId);
      if (!row) return payload && insert(post.id, accountId, payload, { state: 'failed', ...why });
      const path = TO_FAILED[row.state];
      const set = { ...why, nextAttemptAt: null };
      return path ? ledger.write({ id: row.id, from: row.state, path, set }) : null;
    });
    ledger.settlePost(post.id);
    return changed;
  }

  /** Deliveries of accounts that the post no longer goes to, unless they are under way. */
  const cancelOthers = (post: Post, rows: readonly DeliveryRow[]) => {
    const wanted = new Set(post.targets.map((target) => target.accountId));
    return rows
      .filter(({ accountId }) => !wanted.has(accountId))
      .filter(({ state }) => state === 'prepared' || state === 'failed')
      .map(({ id, state }) => ledger.write({ id, from: state, path: ['cancelled'] }));
  };

  function prepareTargets(post: Post): (DeliveryRow | null)[] {
    const started = post.status === 'publishing' ? ok(null) : posts.become(post.id, 'publishing');
    if (!started.ok) throw new Error(`Post: ${post.status} can't become publishing`);
    const rows = ledger.ofPost(post.id);
    if (post.targets.length === 0 && rows.length === 0) {
      // Nobody to send to: it must not look done.
      posts.become(post.id, 'failed');
      return [];
    }
    const byAccount = new Map(rows.map((row) => [row.accountId, row]));
    const changed = [
      ...cancelOthers(post, rows),
      ...post.targets.map(({ accountId }) =>
        prepareTarget(post, accountId, byAccount.get(accountId)),
      ),
    ];
    ledger.settlePost(post.id);
    return changed;
  }

  /** Within the caller's transaction: what it reads is what it decides on. */
  function prepareOne(postId: string): Prepared {
    const post = posts.get(postId);
    if (!post.ok) return fail('not_found', 'This post is no longer here.');
    const { status, heldAt } = post.value;
    if (heldAt !== null) return fail('not_allowed', 'This post is on hold. Release it first.');
    if (status !== 'publishing' && !canBecome(status, 'publishing'))
      return fail('not_allowed', 'This post can’t be published as it is now.');
    return ok(prepareTargets(post.value));
  }

  return {
    renewal,
    insert,

    /** The post becomes `publishing` and each target gets its delivery, all in one transaction. Doing it again changes nothing. */
    prepare(postId: string): Result<null, PrepareFailure> {
      const prepared = ledger.transaction(() => prepareOne(postId));
      if (!prepared.ok) return prepared;
      for (const row of prepared.value) if (row) ledger.tell(row);
      return ok(null);
    },

    /** The same for many with one commit. What fails is left out of it, with what it threw. */
    prepareAll(postIds: readonly string[]): { postId: string; outcome: Outcome }[] {
      if (postIds.length === 0) return [];
      const outcomes = ledger.transaction(() =>
        postIds.map((postId) => ({ postId, outcome: ledger.attempt(() => prepareOne(postId)) })),
      );
      for (const { outcome } of outcomes)
        if ('value' in outcome && outcome.value.ok)
          for (const row of outcome.value.value) if (row) ledger.tell(row);
      return outcomes;
    },

    /** Nothing is sent any more, and the person decides. `because` says why; without it, how late it is. */
    miss(postId: string, because?: string): Result<null, 'not_found' | 'not_allowed'> {
      const post = posts.get(postId);
      if (!post.ok) return fail('not_found', 'This post is no longer here.');
      const { status, targets, scheduledAt } = post.value;
      if (status !== 'scheduled')
        return fail('not_allowed', 'Only a scheduled post can be missed.');
      const reason = because ?? missedBy(clock.now() - (scheduledAt ?? clock.now()));
      const rows = new Map(ledger.ofPost(postId).map((row) => [row.accountId, row]));
      const changed = ledger.transaction(() => {
        if ([...rows.values()].some(isWithNetwork)) return missRest(post.value, rows, reason);
        posts.become(postId, 'missed');
        return targets.map(({ accountId }) =>
          missTarget(post.value, accountId, rows.get(accountId), reason),
        );
      });
      const told = changed.filter((row) => row !== null);
      for (const [index, row] of told.entries())
        ledger.tell(
          row,
          index === 0
            ? { notice: `A post was missed. ${reason}`, kind: 'problem', reason: 'missed' }
            : {},
        );
      return ok(null);
    },
  };
}

const isWithNetwork = (row: DeliveryRow): boolean =>
  row.state === 'sending' ||
  row.state === 'ambiguous' ||
  row.state === 'handed_over' ||
  (row.state === 'published' && row.handedOverId !== null);

const TO_FAILED: Partial<Record<DeliveryState, readonly DeliveryState[]>> = {
  prepared: ['failed'],
  cancelled: ['prepared', 'failed'],
  failed: [],
};

const isOver = (state: DeliveryState): boolean => state === 'failed' || state === 'cancelled';

const missedBy = (late: number): string =>
  `It was due ${howLate(late)} before ClientNest could send it. Publish it now or choose a new time.`;
