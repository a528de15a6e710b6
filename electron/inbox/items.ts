import { v7 } from 'uuid';
import { sentimentOf } from '../../shared/domain/sentiment/sentiment.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { RemoteComment } from '../platforms/platform.ts';

export type InboxItems = ReturnType<typeof createInboxItems>;

/** Where something was said: under a post of ours, or elsewhere. */
export interface Place {
  accountId: string;
  /** Null for a mention elsewhere. */
  deliveryId: string | null;
}

/** What changed: ids of items, and how many of them are new and somebody else's. */
export interface Written {
  ids: string[];
  fresh: number;
}

/** What was done with one at its network, or found there. */
export type Change = { hidden: boolean } | { liked: boolean } | 'gone';

/** What is so old when it is first read waits for nobody any more, ms. */
const BACKLOG = 30 * 86_400_000;
/** A network may take so long until a list has what was just written, ms. */
const SETTLING = 2 * 60_000;
/** More ids are not told one by one. */
const TOLD = 200;

/** The items of the inbox as they are written: each once by account and remote id, whoever read it. */
export function createInboxItems({
  database,
  bus,
  clock,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
}) {
  const { raw } = database;
  const find = raw.prepare<
    [string, string],
    {
      id: string;
      text: string;
      ours: number;
      answeredAt: number | null;
      state: string;
      sentiment: number | null;
    }
  >(
    `SELECT id, text, ours, answered_at AS answeredAt, state, sentiment FROM inbox_items
     WHERE account_id = ? AND remote_id = ?`,
  );
  const insert = raw.prepare(
    `INSERT INTO inbox_items (id, account_id, delivery_id, kind, remote_id, parent_id, author, handle, text, link,
       ours, likes, written_at, seen_at, hidden, state, read_at, sentiment)
     VALUES (@id, @accountId, @deliveryId, @kind, @remoteId, @parentId, @author, @handle, @text, @link,
       @ours, @likes, @writtenAt, @seenAt, @hidden, @state, @readAt, @sentiment)`,
  );
  // An edited one is unread again; what was read as a mention and stands under our post is a comment.
  const update = raw.prepare(
    `UPDATE inbox_items SET author = @author, handle = @handle, parent_id = @parentId, link = @link,
       likes = @likes, hidden = @hidden, gone_at = NULL, text = @text, sentiment = @sentiment,
       delivery_id = coalesce(delivery_id, @deliveryId),
       kind = CASE WHEN @deliveryId IS NULL THEN kind ELSE 'comment' END,
       read_at = CASE WHEN text = @text THEN read_at ELSE NULL END
     WHERE id = @id AND (text <> @text OR author <> @author OR handle <> @handle OR hidden <> @hidden
       OR likes IS NOT @likes OR link IS NOT @link OR parent_id IS NOT @parentId OR gone_at IS NOT NULL
       OR delivery_id IS NULL AND @deliveryId IS NOT NULL)`,
  );
  const answered = raw.prepare(
    `UPDATE inbox_items SET answered_at = @at, read_at = coalesce(read_at, @now),
       state = 'done', snoozed_until = NULL
     WHERE id = @id`,
  );
  const there = raw.prepare<[string], { id: string; remoteId: string; seenAt: number }>(
    `SELECT id, remote_id AS remoteId, seen_at AS seenAt FROM inbox_items
     WHERE delivery_id = ? AND gone_at IS NULL`,
  );
  const gone = raw.prepare('UPDATE inbox_items SET gone_at = ? WHERE id = ?');
  const client = raw
    .prepare<[string], string>('SELECT client_id FROM accounts WHERE id = ?')
    .pluck();

  /** An answer of ours ends what it answers, wherever it was written. */
  function endAnswered(accountId: string, { parentId, createdAt }: RemoteComment): string[] {
    const parent = find.get(accountId, parentId);
    if (!parent || parent.ours === 1 || parent.answeredAt !== null) return [];
    answered.run({ id: parent.id, at: createdAt, now: clock.now() });
    return [parent.id];
  }

  function writeOne({ accountId, deliveryId }: Place, comment: RemoteComment): Written {
    const { author, remoteId, parentId, text, ours, likes, hidden, remoteUrl, createdAt } = comment;
    const now = clock.now();
    const values = {
      ...{ accountId, deliveryId, remoteId, text, likes, link: remoteUrl },
      parentId: parentId || null,
      ...{ author: author.displayName || author.handle, handle: author.handle },
      ...{ hidden: hidden ? 1 : 0, ours: ours ? 1 : 0 },
    };
    const known = find.get(accountId, remoteId);
    // Only what people say to us has a mood.
    const mood = () => (ours ? null : sentimentOf(text));
    if (known) {
      // What was read before is not judged again with each reading.
      const sentiment = known.text === text ? known.sentiment : mood();
      const isOther = update.run({ ...values, sentiment, id: known.id }).changes > 0;
      return { ids: isOther ? [known.id] : [], fresh: 0 };
    }
    const id = v7();
    const waits = !ours && now - createdAt < BACKLOG;
    insert.run({
      ...{ ...values, id, kind: deliveryId === null ? 'mention' : 'comment' },
      ...{ writtenAt: createdAt, seenAt: now },
      ...{ state: waits ? 'open' : 'done', readAt: waits ? null : now, sentiment: mood() },
    });
    return { ids: [id], fresh: waits ? 1 : 0 };
  }

  return {
    /** Keeps what was read. Tells nobody: that is for after the commit. */
    write(place: Place, comments: readonly RemoteComment[]): Written {
      const ids = new Set<string>();
      let fresh = 0;
      raw
        .transaction(() => {
          for (const comment of comments) {
            const one = writeOne(place, comment);
            fresh += one.fresh;
            for (const id of one.ids) ids.add(id);
          }
          // After all are there: an answer may stand on a page before what it answers.
          for (const comment of comments)
            if (comment.ours) for (const id of endAnswered(place.accountId, comment)) ids.add(id);
        })
        .immediate();
      return { ids: [...ids], fresh };
    },

    /**
     * All comments of a post were read: what was not among them is gone.
     * @param seen remote ids @param began when the reading began, UTC epoch ms
     */
    markGone(deliveryId: string, seen: ReadonlySet<string>, began: number): string[] {
      return raw
        .transaction(() => {
          const missing = there
            .all(deliveryId)
            .filter(({ remoteId, seenAt }) => !seen.has(remoteId) && seenAt < began - SETTLING);
          for (const { id } of missing) gone.run(clock.now(), id);
          return missing.map(({ id }) => id);
        })
        .immediate();
    },

    /** Something was done with one at the network. */
    change(accountId: string, remoteId: string, what: Change): string[] {
      const known = find.get(accountId, remoteId);
      if (!known) return [];
      if (what === 'gone') gone.run(clock.now(), known.id);
      else if ('liked' in what)
        raw
          .prepare(
            `UPDATE inbox_items SET liked_at = @at, likes = max(0, likes + @by)
             WHERE id = @id AND (liked_at IS NULL) = @liked`,
          )
          .run({
            ...{ id: known.id, liked: what.liked ? 1 : 0, by: what.liked ? 1 : -1 },
            at: what.liked ? clock.now() : null,
          });
      else
        raw
          .prepare('UPDATE inbox_items SET hidden = ? WHERE id = ?')
          .run(what.hidden ? 1 : 0, known.id);
      return [known.id];
    },

    /** After the commit. */
    tell(accountId: string, { ids, fresh }: Written): void {
      if (ids.length === 0) return;
      const clientId = client.get(accountId);
      if (clientId === undefined) return;
      bus.emit('inbox.changed', { clientId, itemIds: ids.length > TOLD ? null : ids, fresh });
    },
  };
}
