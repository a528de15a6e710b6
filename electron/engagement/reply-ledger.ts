import { v7 } from 'uuid';
import type { ReplyState } from '../../shared/domain/inbox.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';

export type ReplyLedger = ReturnType<typeof createReplyLedger>;

/** An answer on its way, as it is written down. */
export interface KeptReply {
  id: string;
  accountId: string;
  /** Null where it answers a mention elsewhere. */
  deliveryId: string | null;
  parentId: string;
  text: string;
  recordKey: string;
  state: ReplyState;
  remoteId: string | null;
  /** When the network's last answer was lost; null where nothing is in doubt. */
  lostAt: number | null;
  problem: string | null;
  /** 1 where an AI wrote it first. */
  byAi: number;
  createdAt: number;
}

type Place = Pick<KeptReply, 'accountId' | 'deliveryId'>;

const COLUMNS = `id, account_id AS accountId, delivery_id AS deliveryId, parent_id AS parentId, text, record_key AS recordKey,
  state, remote_id AS remoteId, lost_at AS lostAt, problem, by_ai AS byAi, created_at AS createdAt`;
/** Of one post, or of all mentions of an account. */
const THERE = 'delivery_id IS @deliveryId AND account_id = @accountId';
const UNFINISHED = `state IN ('prepared', 'sending', 'lost')`;

/** What stands for an answer whose sending was cut off by the end of the app. */
const CUT_OFF =
  'ClientNest was closed while this answer was sent. It is looked for before it is sent again.';

/**
 * The fence of the answers: what is about to be sent is on the disk before it is sent, and what came of it right after.
 * `prepared`: surely not there. `sending` and `lost`: perhaps there. Each write is durable when it returns.
 */
export function createReplyLedger({ database, clock }: { database: Database; clock: Clock }) {
  const { raw } = database;
  const open = raw.prepare<[Place & { parentId: string; text: string }], KeptReply>(
    `SELECT ${COLUMNS} FROM replies WHERE ${THERE} AND parent_id = @parentId AND text = @text
       AND ${UNFINISHED} ORDER BY id DESC LIMIT 1`,
  );
  const unfinished = raw.prepare<[Place], KeptReply>(
    `SELECT ${COLUMNS} FROM replies WHERE ${THERE} AND ${UNFINISHED} ORDER BY id`,
  );
  const notSent = raw.prepare<[Place], KeptReply>(
    `SELECT ${COLUMNS} FROM replies WHERE ${THERE} AND state <> 'sent' ORDER BY id`,
  );
  const insert = raw.prepare(
    `INSERT INTO replies (id, account_id, delivery_id, parent_id, text, record_key, state, by_ai, created_at)
     VALUES (@id, @accountId, @deliveryId, @parentId, @text, @recordKey, 'prepared', @byAi, @createdAt)`,
  );
  const become = raw.prepare(
    `UPDATE replies SET state = @state, lost_at = @lostAt, problem = @problem WHERE id = @id`,
  );
  const sent = raw.prepare(
    `UPDATE replies SET state = 'sent', remote_id = @remoteId, sent_at = @now, lost_at = NULL, problem = NULL
     WHERE id = @id`,
  );
  const taken = raw
    .prepare<[Place & { id: string; remoteId: string }], number>(
      `SELECT 1 FROM replies WHERE ${THERE} AND remote_id = @remoteId AND id <> @id LIMIT 1`,
    )
    .pluck();
  const cutOff = raw
    .prepare<[], string>(`SELECT id FROM replies WHERE ${UNFINISHED} AND state = 'sending'`)
    .pluck();
  const inDoubt = raw
    .prepare<[], string>(
      `SELECT DISTINCT delivery_id FROM replies
       WHERE ${UNFINISHED} AND state = 'lost' AND delivery_id IS NOT NULL`,
    )
    .pluck();
  const one = raw.prepare<[string], KeptReply>(`SELECT ${COLUMNS} FROM replies WHERE id = ?`);
  const remove = raw.prepare("DELETE FROM replies WHERE id = ? AND state <> 'sent'");

  const mark =
    (state: ReplyState) =>
    (id: string, problem: string | null = null): void => {
      const lostAt = state === 'lost' ? clock.now() : null;
      become.run({ id, state, problem, lostAt });
    };

  return {
    /** The one with the same words to the same comment that did not come to an end; null where there is none. */
    open: ({ accountId, deliveryId }: Place, parentId: string, text: string): KeptReply | null =>
      open.get({ accountId, deliveryId, parentId, text }) ?? null,
    get: (id: string): KeptReply | null => one.get(id) ?? null,
    unfinished: ({ accountId, deliveryId }: Place): KeptReply[] =>
      unfinished.all({ accountId, deliveryId }),
    /** All but those that are there. */
    notThere: ({ accountId, deliveryId }: Place): KeptReply[] =>
      notSent.all({ accountId, deliveryId }),
    /** Deliveries with an answer that is perhaps there. */
    inDoubt: (): string[] => inDoubt.all(),

    prepare(
      reply: Place &
        Pick<KeptReply, 'parentId' | 'text' | 'recordKey' | 'createdAt'> & { byAi: boolean },
    ): KeptReply {
      const kept = { ...reply, id: v7(), byAi: reply.byAi ? 1 : 0 };
      insert.run(kept);
      return { ...kept, state: 'prepared', remoteId: null, lostAt: null, problem: null };
    },
    /** On the disk before the network is called. */
    sending: mark('sending'),
    lost: mark('lost'),
    /** Surely not there: to be sent again by the person. */
    unsent: mark('prepared'),
    refused: mark('refused'),
    sent: (id: string, remoteId: string): void => void sent.run({ id, remoteId, now: clock.now() }),
    /** Whether a comment on the network is known to be another answer than this one. */
    isTaken: ({ accountId, deliveryId, id }: KeptReply, remoteId: string): boolean =>
      taken.get({ accountId, deliveryId, id, remoteId }) === 1,
    /** The person does not want it any more; false where it is there. */
    drop: (id: string): boolean => remove.run(id).changes === 1,

    /** What was being sent by a process that is gone is in doubt. @param isOurs whether it is sent by this one */
    recover(isOurs: (id: string) => boolean): void {
      raw
        .transaction(() => {
          for (const id of cutOff.all()) if (!isOurs(id)) mark('lost')(id, CUT_OFF);
        })
        .immediate();
    },
  };
}
