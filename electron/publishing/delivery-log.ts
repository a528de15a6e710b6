import { asc, eq, inArray } from 'drizzle-orm';
import type { DeliveryState } from '../../shared/domain/post-status.ts';
import { RETRY } from '../../shared/domain/retry.ts';
import type { Delivery, DeliveryAttempt } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import {
  accounts,
  deliveries,
  deliveryAttempts,
  publishingCosts,
} from '../database/schema/index.ts';
import { progressOf } from './progress.ts';
import { canStop } from './uploads.ts';

/** What happened to a post: each account, each attempt, oldest first. */
export function readDeliveryLog({ orm }: Database, postId: string): Delivery[] {
  const rows = orm
    .select({
      id: deliveries.id,
      postId: deliveries.postId,
      accountId: deliveries.accountId,
      network: accounts.network,
      handle: accounts.handle,
      state: deliveries.state,
      remoteUrl: deliveries.remoteUrl,
      remoteId: deliveries.remoteId,
      nextAttemptAt: deliveries.nextAttemptAt,
      errorCode: deliveries.errorCode,
      errorMessage: deliveries.errorMessage,
      publishedAt: deliveries.publishedAt,
      preparedAt: deliveries.preparedAt,
      progress: deliveries.progress,
      handedOverId: deliveries.handedOverId,
      costMicroUsd: publishingCosts.microUsd,
    })
    .from(deliveries)
    .innerJoin(accounts, eq(accounts.id, deliveries.accountId))
    .leftJoin(publishingCosts, eq(publishingCosts.deliveryId, deliveries.id))
    .where(eq(deliveries.postId, postId))
    .orderBy(asc(deliveries.id))
    .all();
  const attempts = attemptsOf(
    orm,
    rows.map((row) => row.id),
  );
  return rows.map(({ preparedAt, progress, handedOverId, ...row }) => ({
    ...row,
    upload: row.state === 'sending' ? uploadOf({ progress, handedOverId }) : null,
    triesUntil: STILL_TRIED.has(row.state) ? preparedAt + RETRY.total : null,
    attempts: attempts.get(row.id) ?? [],
  }));
}

function uploadOf(row: Parameters<typeof progressOf>[0]): Delivery['upload'] {
  const progress = progressOf(row);
  return progress.upload ? { ...progress.upload, canStop: canStop(progress) } : null;
}

const STILL_TRIED: ReadonlySet<DeliveryState> = new Set([
  'prepared',
  'sending',
  'accepted',
  'rejected',
  'ambiguous',
]);

function attemptsOf(
  orm: Database['orm'],
  deliveryIds: readonly string[],
): Map<string, DeliveryAttempt[]> {
  const rows = orm
    .select({
      id: deliveryAttempts.id,
      deliveryId: deliveryAttempts.deliveryId,
      startedAt: deliveryAttempts.startedAt,
      finishedAt: deliveryAttempts.finishedAt,
      state: deliveryAttempts.state,
      responseClass: deliveryAttempts.responseClass,
      httpStatus: deliveryAttempts.httpStatus,
      message: deliveryAttempts.message,
    })
    .from(deliveryAttempts)
    .where(inArray(deliveryAttempts.deliveryId, [...deliveryIds]))
    .orderBy(asc(deliveryAttempts.startedAt), asc(deliveryAttempts.id))
    .all();
  const byDelivery = new Map<string, DeliveryAttempt[]>();
  for (const { deliveryId, ...attempt } of rows) {
    const list = byDelivery.get(deliveryId) ?? [];
    list.push(attempt);
    byDelivery.set(deliveryId, list);
  }
  return byDelivery;
}
