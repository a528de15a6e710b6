import type { Mention } from '../../shared/domain/mention.ts';
import type { deliveries } from '../database/schema/index.ts';
import type { PublishProgress } from '../platforms/platform.ts';

/** A delivery, as far as it says what was noted on the way. */
export type NotedDelivery = Pick<typeof deliveries.$inferSelect, 'progress' | 'handedOverId'>;

/** What survives a crash besides the state: what the network has already, and what the person knows. */
export interface DeliveryProgress extends Record<string, unknown> {
  /** The adapter's own, e.g. uploaded images. */
  network: Record<string, unknown> | null;
  /** The kind of wait that the person has heard of, so that each is told once. */
  told: 'network' | 'account' | null;
  /** Of several parts the first may be out: they are never begun anew. */
  partlyOut?: boolean;
  /** Ids of all that it is made of on the network, where it is more than one. */
  parts?: readonly string[];
  /** The network refused it because it has the same thing: it is looked for, and never sent again by itself. */
  duplicate?: boolean;
  /** How far its files are, while they are sent. */
  upload?: UploadProgress;
  /** The person wants no more of it: it ends as soon as it is sure that nothing is out. */
  stopped?: boolean;
  /** Whom the texts mention, as it was when they were written down for this delivery; absent where nobody was. */
  mentions?: readonly Mention[];
  /** How it is handed over; null where it is sent from here at its time. */
  handOver: HandOverProgress | null;
}

/** Bytes of the files of a post, and how many of them have left. */
export interface UploadProgress {
  sent: number;
  bytes: number;
  /** The rest is on its way in one go. */
  isLast: boolean;
}

export interface HandOverProgress {
  /** The idempotency key of this one hand-over: what was taken back must not come back by its key. */
  key: string;
  /** UTC epoch ms at which the network publishes it. */
  at: number;
  /** The earliest time that it was ever planned for there. */
  earliest: number;
  /** UTC epoch ms of the last call that was to plan it; null before the first one. */
  askedAt: number | null;
  /** A call to move it or to take it back was under way: what came of that is read first. */
  unsure: boolean;
}

export const progressOf = (row: NotedDelivery): DeliveryProgress => ({
  network: null,
  told: null,
  handOver: null,
  ...row.progress,
});

/** What an adapter goes on from. @param begun what was written with the beginning, until it saves something else */
export function publishProgress(
  row: NotedDelivery & { id: string },
  begun: Record<string, unknown> | null,
  ledger: { saveProgress(id: string, network: Record<string, unknown>): Promise<void> },
): PublishProgress {
  const progress: PublishProgress = {
    saved: progressOf(row).network,
    begun,
    save: (network) => {
      progress.begun = null;
      return ledger.saveProgress(row.id, network);
    },
  };
  return progress;
}

/** Whether a network has it, or is to get it, ahead of its time: then it is not sent from here. */
export const isHandOver = (row: NotedDelivery): boolean =>
  row.handedOverId !== null || progressOf(row).handOver !== null;
