import type { DeliveryState } from '../../shared/domain/post-status.ts';
import { fail, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Posts } from '../posts/posts.ts';
import type { Change, DeliveryRow, Ledger } from './ledger.ts';
import { checkPayload, payloadOf, sentencesOf } from './payload.ts';
import type { createPreparation } from './preparation.ts';
import { isHandOver } from './progress.ts';

export interface DecisionsOptions {
  ledger: Ledger;
  posts: Pick<Posts, 'get'>;
  preparation: Pick<ReturnType<typeof createPreparation>, 'renewal'>;
  clock: Clock;
}

type Refusal = ReturnType<typeof fail<'not_found' | 'not_allowed' | 'not_ready'>>;

/** What the person decides about a delivery. Each is taken only from the states it makes sense in. */
export function createDecisions({ ledger, posts, preparation, clock }: DecisionsOptions) {
  /** Sends what failed again, or what waits at once. */
  function retry(id: string): Result<Post, 'not_found' | 'not_allowed' | 'not_ready'> {
    const row = ledger.get(id);
    const post = row && posts.get(row.postId);
    if (!row || !post?.ok) return gone();
    if (isPlanned(row, post.value)) return notNow();
    if (row.state === 'prepared' || row.state === 'ambiguous')
      return decide(row, { id, from: row.state, path: [], set: { nextAttemptAt: null } });
    if (row.state !== 'failed' || !RETRIED_WHILE.has(post.value.status)) return notNow();
    const again = renew(row, post.value, []);
    return again.ok ? decide(row, again.change) : again.refusal;
  }

  function resolve(
    id: string,
    decision: 'was_published' | 'send_again' | 'give_up',
  ): Result<Post, 'not_found' | 'not_allowed'> {
    const row = ledger.get(id);
    const post = row && posts.get(row.postId);
    if (!row || !post?.ok) return gone();
    if (isPlanned(row, post.value)) return notNow();
    // What surely was not sent can be dropped; the post is then what its other accounts make of it.
    const unsent = row.state === 'prepared' || row.state === 'failed';
    if (unsent && decision === 'give_up')
      return decide(row, { id, from: row.state, path: ['cancelled'], set: ENDED });
    if (row.state !== 'needs_check' && row.state !== 'ambiguous') return notNow();
    const first: DeliveryState[] = row.state === 'ambiguous' ? ['needs_check'] : [];
    const change = (to: DeliveryState, set: Change['set']): Change => ({
      id,
      from: row.state,
      path: [...first, to],
      set: { ...ENDED, ...set },
    });
    if (decision === 'was_published')
      return decide(row, change('published', { ...CLEARED, publishedAt: clock.now() }));
    if (decision === 'give_up') return decide(row, change('failed', GIVEN_UP));
    const again = renew(row, post.value, first);
    return again.ok ? decide(row, again.change) : notNow();
  }

  function renew(
    row: DeliveryRow,
    post: Post,
    first: readonly DeliveryState[],
  ): { ok: true; change: Change } | { ok: false; refusal: Refusal } {
    const payload = payloadOf(post, row.accountId);
    if (!payload) return { ok: false, refusal: notNow() };
    const problems = sentencesOf(checkPayload(payload, row.accountId));
    if (problems !== '') return { ok: false, refusal: fail('not_ready', problems) };
    const change = preparation.renewal(row, payload, row.state);
    return { ok: true, change: { ...change, path: [...first, 'prepared'] } };
  }

  function decide(row: DeliveryRow, change: Change): Result<Post, 'not_found' | 'not_allowed'> {
    return ledger.change(change) ? posts.get(row.postId) : notNow();
  }

  return { retry, resolve };
}

/** Handed over ahead of its time: moving or unscheduling the post is how that is changed. */
const isPlanned = (row: DeliveryRow, { status }: Post): boolean =>
  status === 'scheduled' && isHandOver(row);

/** Otherwise the post has gone on: it was changed or scheduled anew, and that is what counts. */
const RETRIED_WHILE = new Set<Post['status']>(['failed', 'publishing', 'needs_check']);

const CLEARED = { errorCode: null, errorMessage: null };
const ENDED = { nextAttemptAt: null };
const GIVEN_UP = { errorCode: 'given_up', errorMessage: 'You decided not to send it.' };

const gone = () => fail('not_found', 'This delivery is no longer here.');
const notNow = () =>
  fail('not_allowed', 'This can’t be done now. The delivery has gone on; look at it again.');
