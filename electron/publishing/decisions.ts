import { type DeliveryState, isWithoutComment } from '../../shared/domain/post-status.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Posts } from '../posts/posts.ts';
import type { Change, DeliveryRow, Ledger } from './ledger.ts';
import { checkPayload, payloadOf, sentencesOf } from './payload.ts';
import { readPostLink } from './post-link.ts';
import type { createPreparation } from './preparation.ts';
import { isHandOver, progressOf } from './progress.ts';
import { CALLED_OFF, canStop, type Uploads } from './uploads.ts';

export interface DecisionsOptions {
  ledger: Ledger;
  posts: Pick<Posts, 'get'>;
  accounts: Pick<Accounts, 'get'>;
  preparation: Pick<ReturnType<typeof createPreparation>, 'renewal'>;
  uploads: Pick<Uploads, 'stop'>;
  clock: Clock;
}

type Refusal = ReturnType<typeof fail<'not_found' | 'not_allowed' | 'not_ready'>>;

/** What the person decides about a delivery. Each is taken only from the states it makes sense in. */
export function createDecisions(options: DecisionsOptions) {
  const { ledger, posts, accounts, preparation, uploads, clock } = options;

  /** Sends again what failed or was called off, or what waits at once. */
  function retry(id: string): Result<Post, 'not_found' | 'not_allowed' | 'not_ready'> {
    const row = ledger.get(id);
    const post = row && posts.get(row.postId);
    if (!row || !post?.ok) return gone();
    if (isPlanned(row, post.value)) return notNow();
    if (row.state === 'prepared' || row.state === 'ambiguous')
      return decide(row, {
        id,
        from: row.state,
        path: [],
        set: { nextAttemptAt: null },
        attempt: { decided: 'You asked for the next try at once.' },
      });
    const calledOff = row.state === 'cancelled' && row.errorCode === CALLED_OFF.errorCode;
    if (row.state === 'failed' ? !RETRIED_WHILE.has(post.value.status) : !calledOff)
      return notNow();
    if (calledOff && !RESUMED_WHILE.has(post.value.status)) return notNow();
    const again = renew(row, post.value, [], 'You had it sent again.');
    return again.ok ? decide(row, again.change) : again.refusal;
  }

  function resolve(
    id: string,
    decision: 'was_published' | 'send_again' | 'give_up',
    link?: string,
  ): Result<Post, 'not_found' | 'not_allowed' | 'wrong_link'> {
    const row = ledger.get(id);
    const post = row && posts.get(row.postId);
    if (!row || !post?.ok) return gone();
    if (isPlanned(row, post.value)) return notNow();
    // What surely was not sent can be dropped; the post is then what its other accounts make of it.
    const unsent = row.state === 'prepared' || row.state === 'failed';
    if (unsent && decision === 'give_up')
      return decide(row, {
        id,
        from: row.state,
        path: ['cancelled'],
        set: { ...ENDED, ...CALLED_OFF },
        attempt: { decided: 'You called it off. Nothing more is sent.' },
      });
    if (isWithoutComment(row) && decision === 'give_up')
      return decide(row, {
        id,
        from: row.state,
        path: [],
        set: CLEARED,
        attempt: { decided: 'You left it without its first comment.' },
      });
    if (row.state === 'sending' && decision === 'give_up') return stop(row);
    if (row.state !== 'needs_check' && row.state !== 'ambiguous') return notNow();
    const first: DeliveryState[] = row.state === 'ambiguous' ? ['needs_check'] : [];
    const change = (to: DeliveryState, set: Change['set'], decided: string): Change => ({
      id,
      from: row.state,
      path: [...first, to],
      set: { ...ENDED, ...set },
      attempt: { decided },
    });
    if (decision === 'was_published') {
      const found = foundAt(row, link);
      if (!found.ok) return found;
      const set = { ...CLEARED, ...found.value, publishedAt: clock.now() };
      return decide(
        row,
        change('published', set, 'You found it there and marked it as published.'),
      );
    }
    if (decision === 'give_up')
      return decide(row, change('failed', GIVEN_UP, 'You left it unpublished.'));
    const again = renew(
      row,
      post.value,
      first,
      'You did not find it there and had it sent as new.',
    );
    return again.ok ? decide(row, again.change) : notNow();
  }

  /** Ends an upload. What comes of that is written down where the call ends. */
  function stop(row: DeliveryRow): Result<Post, 'not_found' | 'not_allowed'> {
    const progress = progressOf(row);
    if (!canStop(progress)) return notNow();
    const set = { progress: { ...progress, stopped: true } };
    const stopped = decide(row, { id: row.id, from: 'sending', path: [], set });
    uploads.stop(row.id);
    return stopped;
  }

  /** What the link to the post tells; without one, nothing. */
  function foundAt(
    row: DeliveryRow,
    link = '',
  ): Result<Partial<Pick<DeliveryRow, 'remoteUrl' | 'remoteId'>>, 'not_found' | 'wrong_link'> {
    if (link.trim() === '') return ok({});
    const account = accounts.get(row.accountId);
    if (!account.ok) return gone();
    const read = readPostLink(link, account.value);
    if (!read.ok) return fail('wrong_link', read.message);
    const { url, remoteId } = read;
    if (remoteId !== null && ledger.isTaken(row, remoteId))
      return fail('wrong_link', 'This is another post of yours: ClientNest published it before.');
    return ok({ remoteUrl: url, ...(remoteId === null ? {} : { remoteId }) });
  }

  function renew(
    row: DeliveryRow,
    post: Post,
    first: readonly DeliveryState[],
    decided: string,
  ): { ok: true; change: Change } | { ok: false; refusal: Refusal } {
    const payload = payloadOf(post, row.accountId);
    if (!payload) return { ok: false, refusal: notNow() };
    const problems = sentencesOf(checkPayload(payload, row.accountId));
    if (problems !== '') return { ok: false, refusal: fail('not_ready', problems) };
    const change = preparation.renewal(row, payload, row.state);
    return {
      ok: true,
      change: { ...change, path: [...first, 'prepared'], attempt: { decided } },
    };
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

/** One that was called off goes out after all, beside accounts that wait or alone. */
const RESUMED_WHILE = new Set<Post['status']>([...RETRIED_WHILE, 'cancelled']);

const CLEARED = { errorCode: null, errorMessage: null };
const ENDED = { nextAttemptAt: null };
const GIVEN_UP = { errorCode: 'given_up', errorMessage: 'You decided not to send it.' };

const gone = () => fail('not_found', 'This delivery is no longer here.');
const notNow = () =>
  fail('not_allowed', 'This can’t be done now. The delivery has gone on; look at it again.');
