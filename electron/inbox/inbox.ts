import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { InboxItem } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Engagement } from '../engagement/engagement.ts';
import { createFigures } from './figures.ts';
import { createListing } from './listing.ts';
import { createThreads } from './thread.ts';
import { createTriage } from './triage.ts';

export type Inbox = ReturnType<typeof createInbox>;

export interface InboxOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  engagement: Pick<Engagement, 'reply' | 'answerMention' | 'setHidden' | 'setLiked' | 'replies'>;
}

type Answer<Name extends 'inbox.reply' | 'inbox.setHidden' | 'inbox.setLiked'> = Promise<
  Result<RouteOutput<Name>, RouteErrorCode<Name>>
>;

/** What people say to all accounts, in one list: what waits, what is put off, what is done. */
export function createInbox({ database, bus, clock, engagement }: InboxOptions) {
  const { raw } = database;
  // Prepared when somebody first looks, not at each start.
  let made: ReturnType<typeof prepare> | null = null;
  const prepare = () => {
    const listing = createListing(database);
    return {
      listing,
      thread: createThreads(database, listing, engagement.replies),
      triage: createTriage({ database, clock }),
      clients: raw
        .prepare<[string], string>(
          `SELECT DISTINCT client_id FROM accounts WHERE id IN (SELECT account_id FROM inbox_items
             WHERE id IN (SELECT value FROM json_each(?)))`,
        )
        .pluck(),
    };
  };
  let counting: ReturnType<typeof createFigures> | null = null;
  const figures = () => {
    counting ??= createFigures({ database, clock });
    return counting;
  };
  const tools = () => {
    made ??= prepare();
    return made;
  };

  function tell(itemIds: string[]): void {
    if (itemIds.length === 0) return;
    for (const clientId of tools().clients.all(JSON.stringify(itemIds)))
      bus.emit('inbox.changed', {
        clientId,
        itemIds: itemIds.length > 200 ? null : itemIds,
        fresh: 0,
      });
  }
  /** Whoever looks finds what was put off until now. */
  const wake = () => tell(tools().triage.wake());

  function one(id: string): Result<InboxItem, 'not_found'> {
    const [item] = tools().listing.byId([id]);
    return item ? ok(item) : fail('not_found', 'This is not in the inbox any more.');
  }

  return {
    list(input: ParsedInput<'inbox.list'>): RouteOutput<'inbox.list'> {
      wake();
      return tools().listing.list(input);
    },
    items: (input: ParsedInput<'inbox.items'>) => tools().listing.some(input),
    assignees: () => tools().listing.assignees(),
    counts(input: ParsedInput<'inbox.counts'>): RouteOutput<'inbox.counts'> {
      wake();
      return figures().counts(input);
    },
    figures: (input: ParsedInput<'inbox.figures'>) => figures().responses(input),
    thread: (id: string) => tools().thread(id),

    triage(
      input: ParsedInput<'inbox.triage'>,
    ): Result<RouteOutput<'inbox.triage'>, RouteErrorCode<'inbox.triage'>> {
      const changed = tools().triage.change(input);
      if (!changed.ok) return changed;
      tell(changed.value.map(({ id }) => id));
      return ok({ before: changed.value });
    },
    putBack({ before }: ParsedInput<'inbox.putBack'>): void {
      tools().triage.putBack(before);
      tell(before.map(({ id }) => id));
    },

    async reply({ id, text, byAi }: ParsedInput<'inbox.reply'>): Answer<'inbox.reply'> {
      const found = one(id);
      if (!found.ok) return found;
      const { deliveryId, remoteId: parentId } = found.value;
      const answer = await (deliveryId === null
        ? engagement.answerMention(found.value, { text, byAi })
        : engagement.reply({ deliveryId, parentId, text, byAi }));
      // The talk says what became of it.
      if (!answer.ok && raw.open) tell([id]);
      return answer;
    },
    dropReply(replyId: string): Result<Record<string, never>, 'not_found'> {
      const replies = engagement.replies();
      const reply = replies.get(replyId);
      if (!reply || !replies.drop(replyId))
        return fail('not_found', 'This answer is on its way, or is there already.');
      tell(
        raw
          .prepare<[string, string], string>(
            'SELECT id FROM inbox_items WHERE account_id = ? AND remote_id = ?',
          )
          .pluck()
          .all(reply.accountId, reply.parentId),
      );
      return ok({});
    },
    async setHidden({ id, hidden }: ParsedInput<'inbox.setHidden'>): Answer<'inbox.setHidden'> {
      const found = one(id);
      if (!found.ok) return found;
      const { deliveryId, remoteId: commentId } = found.value;
      return deliveryId === null
        ? fail('not_supported', 'Only what is said under your own posts can be hidden.')
        : engagement.setHidden({ deliveryId, commentId, hidden });
    },
    async setLiked({ id, liked }: ParsedInput<'inbox.setLiked'>): Answer<'inbox.setLiked'> {
      const found = one(id);
      if (!found.ok) return found;
      const { accountId, remoteId } = found.value;
      return engagement.setLiked({ accountId, remoteId, liked });
    },
  };
}
