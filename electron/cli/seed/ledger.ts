import { createHash } from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import type { NetworkOperation } from '../../../shared/domain/network.ts';
import {
  type DeliveryState,
  nextStepOf,
  type PostStatus,
} from '../../../shared/domain/post-status.ts';
import { deliveries, deliveryAttempts } from '../../database/schema/index.ts';
import type { Random } from '../../demo/random.ts';
import type { SampleAccount } from './clients.ts';
import { prepareInsert } from './insert.ts';
import type { prepareNumbers } from './numbers.ts';

/** Milliseconds between two tries. */
const WAIT = 60_000;
const TID_ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';

interface Try {
  state: DeliveryState;
  responseClass: string;
  httpStatus: number | null;
  message: string | null;
  operation: NetworkOperation;
  /** Milliseconds it took. */
  took: number;
}

const OK: Try = {
  operation: 'publish',
  state: 'published',
  responseClass: 'ok',
  httpStatus: null,
  message: 'Published.',
  took: 640,
};
const BUSY: Try = {
  operation: 'publish',
  state: 'prepared',
  responseClass: 'rate_limited',
  httpStatus: 429,
  message: 'Bluesky asked us to wait. We try again by ourselves.',
  took: 210,
};
const REFUSED: Try = {
  operation: 'publish',
  state: 'failed',
  responseClass: 'refused',
  httpStatus: 400,
  message:
    'Bluesky did not take the post: an image could not be read. Replace it and send it again.',
  took: 380,
};
const CUT_OFF: Try = {
  operation: 'publish',
  state: 'ambiguous',
  responseClass: 'interrupted',
  httpStatus: null,
  message: 'The connection broke off while the post was being sent.',
  took: 30_000,
};

const UNDECIDED: Try = {
  operation: 'reconcile',
  state: 'needs_check',
  responseClass: 'refused',
  httpStatus: 400,
  message: 'Bluesky did not say whether it has the post. Look at the account and decide here.',
  took: 420,
};

interface Delivered {
  postId: string;
  account: SampleAccount;
  text: string;
  status: PostStatus;
  /** When it was due, UTC epoch milliseconds. */
  at: number;
}

/** Writes the delivery log of a sample post whose time has come; posts that were never sent have none. */
export function prepareLedger(
  raw: BetterSqlite3.Database,
  random: Random,
  numbers: ReturnType<typeof prepareNumbers>,
) {
  const insertDelivery = prepareInsert(raw, deliveries);
  const insertAttempt = prepareInsert(raw, deliveryAttempts);

  return ({ postId, account, text, status, at }: Delivered): void => {
    const tries = triesOf(status, random);
    const last = tries.at(-1);
    if (!last) return;
    const id = random.id(at);
    const recordKey = `3${random.word(12, TID_ALPHABET)}`;
    const published = last.state === 'published';
    const startedAt = at + random.between(200, 3000);
    const finished = startedAt + (tries.length - 1) * WAIT + last.took;
    insertDelivery({
      id,
      postId,
      accountId: account.id,
      state: last.state,
      fingerprint: createHash('sha256').update(text).digest('hex'),
      recordKey,
      remoteId: published ? `at://${account.remoteId}/app.bsky.feed.post/${recordKey}` : null,
      // No page shows a sample post, so there is no link to one.
      remoteUrl: null,
      progress: null,
      preparedAt: at,
      handedOverId: null,
      attemptCount: tries.length,
      nextAttemptAt: null,
      errorCode: published ? null : last.state === 'failed' ? 'refused' : 'needs_check',
      errorMessage: published ? null : last.message,
      publishedAt: published ? finished : null,
      createdAt: at,
      updatedAt: finished,
    });
    if (published) numbers(id, finished, account.followers);
    tries.forEach(({ took, ...attempt }, index) => {
      const begun = startedAt + index * WAIT;
      insertAttempt({
        id: random.id(begun),
        deliveryId: id,
        startedAt: begun,
        finishedAt: begun + took,
        retryClass: 'idempotent',
        nextStep: nextStepOf(attempt.state, false),
        ...attempt,
      });
    });
  };
}

function triesOf(status: PostStatus, random: Random): readonly Try[] {
  if (status === 'published') return random.chance(0.03) ? [BUSY, OK] : [OK];
  if (status === 'failed') return [REFUSED];
  if (status === 'needs_check') return [CUT_OFF, UNDECIDED];
  return [];
}
