import { v7 } from 'uuid';
import {
  ANY_ACCOUNT,
  freeBetween,
  nextFreeSlots,
  type QueuedPost,
  type QueueSlot,
  reflow,
  type SlotTime,
} from '../../shared/domain/slots.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Queue as QueueView } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { queueSlots } from '../database/schema/index.ts';
import type { Telling } from './telling.ts';

export type Queue = ReturnType<typeof createQueue>;

export interface QueueOptions {
  database: Database;
  clock: Clock;
  telling: Telling;
}

/** The slots of each client and the posts that wait for them. The zone is the profile's. */
export function createQueue({ database, clock, telling }: QueueOptions) {
  const { raw, orm } = database;
  const slotsOf = raw.prepare<[string], QueueSlot & { id: string }>(
    `SELECT queue_slots.id, weekday, time, account_id AS accountId FROM queue_slots
     LEFT JOIN accounts ON accounts.id = account_id
     WHERE queue_slots.client_id = ? AND (account_id IS NULL OR accounts.removed_at IS NULL)
     ORDER BY weekday, time, account_id`,
  );
  const isClient = raw.prepare<[string], number>('SELECT 1 FROM clients WHERE id = ?').pluck();
  const ownAccounts = raw
    .prepare<[string], string>('SELECT id FROM accounts WHERE client_id = ? AND removed_at IS NULL')
    .pluck();
  const profileZone = raw
    .prepare<[], string>('SELECT time_zone FROM profiles ORDER BY id LIMIT 1')
    .pluck();
  const QUEUED = `FROM posts INDEXED BY posts_queued
    WHERE queued = 1 AND removed_at IS NULL AND client_id = ? AND status = 'scheduled'`;
  // What is on hold keeps its slot: nothing else moves into it, and it does not move up.
  const FLOWING = `${QUEUED} AND held_at IS NULL`;
  const countQueued = raw.prepare<[string], number>(`SELECT count(*) ${QUEUED}`).pluck();
  const hasQueued = raw.prepare<[string], number>(`SELECT 1 ${FLOWING} LIMIT 1`).pluck();
  const queuedPosts = raw.prepare<
    [string],
    { id: string; at: number; wallTime: string | null; zone: string | null; accounts: string }
  >(
    `SELECT id, scheduled_at AS at, wall_time AS wallTime, zone,
       (SELECT json_group_array(account_id) FROM post_variants WHERE post_id = posts.id) AS accounts
     ${FLOWING} ORDER BY scheduled_at, id`,
  );
  const clientsWithQueue = raw
    .prepare<[], string>(
      `SELECT DISTINCT client_id FROM posts INDEXED BY posts_queued
       WHERE queued = 1 AND removed_at IS NULL`,
    )
    .pluck();
  // An instant is one short walk of `posts_card`, so a queue looks up only the slots that it considers.
  const takenAt = (filter: string) =>
    raw
      .prepare<[at: number, clientId: string, ...exceptId: string[]], string>(
        `SELECT account_id FROM posts INDEXED BY posts_card
         JOIN post_variants ON post_variants.post_id = posts.id
         WHERE scheduled_at = ? AND client_id = ? AND status IN ('scheduled', 'publishing')
           AND removed_at IS NULL AND ${filter}`,
      )
      .pluck();
  const takenByOthers = takenAt('posts.id <> ?');
  const takenByHand = takenAt('(queued = 0 OR held_at IS NOT NULL)');
  const freeSlots = createFreeSlots(raw);
  const move = raw.prepare<[Record<string, unknown>]>(
    `UPDATE posts SET scheduled_at = @at, wall_time = @wallTime, zone = @zone,
       version = version + 1, updated_at = @now WHERE id = @id`,
  );
  const leave = raw.prepare<[Record<string, unknown>]>(
    'UPDATE posts SET queued = 0, version = version + 1, updated_at = @now WHERE id = @id',
  );
  const versionOf = raw.prepare<[string], number>('SELECT version FROM posts WHERE id = ?').pluck();

  const zone = (): string => profileZone.get() ?? 'UTC';

  /** Where a post to these accounts would go next; `exceptId` is the post itself, if it has a time. */
  const nextFree = (
    clientId: string,
    accounts: readonly string[],
    count: number,
    exceptId = '',
  ): SlotTime[] =>
    nextFreeSlots(
      slotsOf.all(clientId),
      zone(),
      clock.now(),
      (at) => takenByOthers.all(at, clientId, exceptId),
      accounts,
      count,
    );

  /** Closes gaps and gives way to posts scheduled by hand. Within the caller's transaction. */
  function flow(clientId: string): { moved: number; left: string[] } {
    if (hasQueued.get(clientId) !== 1) return { moved: 0, left: [] };
    const queued = queuedPosts.all(clientId).map(
      ({ id, at, accounts, wallTime, zone }): QueuedPost => ({
        id,
        at,
        accounts: JSON.parse(accounts),
        says: { wallTime, zone },
      }),
    );
    const inZone = zone();
    const now = clock.now();
    const { moved, left } = reflow(slotsOf.all(clientId), inZone, now, queued, (at) =>
      takenByHand.all(at, clientId),
    );
    for (const { shift: _shift, ...post } of moved) move.run({ ...post, zone: inZone, now });
    for (const id of left) leave.run({ id, now });
    for (const id of [...moved.map((post) => post.id), ...left])
      telling.post({ id, clientId, version: versionOf.get(id) ?? 0 });
    if (moved.length + left.length > 0) telling.queue(clientId);
    return { moved: moved.length, left };
  }

  const view = (clientId: string): QueueView => ({
    clientId,
    zone: zone(),
    slots: slotsOf.all(clientId),
    queued: countQueued.get(clientId) ?? 0,
  });

  const refuseAccounts = (clientId: string, accountIds: readonly string[]) => {
    if (isClient.get(clientId) !== 1) return fail('not_found', 'This client is not here any more.');
    const own = new Set(ownAccounts.all(clientId));
    return accountIds.every((accountId) => own.has(accountId))
      ? null
      : fail(
          'wrong_client',
          'A slot is for an account of another client. Choose one of this client.',
        );
  };

  return {
    zone,
    nextFree,
    flow,

    /** Every queue, each in a transaction of its own: after the zone has changed, and at start. */
    flowAll(): void {
      for (const clientId of clientsWithQueue.all())
        raw.transaction(() => flow(clientId)).immediate();
    },

    list: (clientId: string): Result<QueueView, 'not_found'> =>
      isClient.get(clientId) === 1
        ? ok(view(clientId))
        : fail('not_found', 'This client is not here any more.'),

    /** The free slots ahead, for a post to these accounts. */
    next({
      clientId,
      accountIds,
      count,
    }: ParsedInput<'slots.next'>): Result<RouteOutput<'slots.next'>, 'not_found' | 'wrong_client'> {
      const refused = refuseAccounts(clientId, accountIds);
      if (refused) return refused;
      const inZone = zone();
      return ok(nextFree(clientId, accountIds, count).map((slot) => ({ ...slot, zone: inZone })));
    },

    /** What is still free ahead, for the calendar. */
    inSpan({
      from,
      to,
      clientId,
    }: ParsedInput<'slots.inSpan'>): Result<RouteOutput<'slots.inSpan'>, 'range_too_long'> {
      if (to - from > MOST_DAYS * 86_400_000)
        return fail('range_too_long', `Choose a span of at most ${MOST_DAYS} days.`);
      const { clients, taken } = freeSlots();
      const first = Math.max(from, clock.now() + 1);
      const inZone = zone();
      const found = clients
        .all()
        .filter((id) => clientId === undefined || id === clientId)
        .flatMap((id) =>
          freeBetween(slotsOf.all(id), inZone, first, to, (at) => taken.all(at, id)).map(
            ({ at, wallTime, accountIds }) => ({ clientId: id, at, wallTime, accountIds }),
          ),
        );
      return ok(found.sort((a, b) => a.at - b.at || (a.clientId < b.clientId ? -1 : 1)));
    },

    /** All slots at once; one that was there keeps its id. Queued posts flow into the new ones. */
    set({
      clientId,
      slots,
    }: ParsedInput<'slots.set'>): Result<RouteOutput<'slots.set'>, 'not_found' | 'wrong_client'> {
      const result = raw
        .transaction((): Result<RouteOutput<'slots.set'>, 'not_found' | 'wrong_client'> => {
          const named = slots.flatMap(({ accountId }) => accountId ?? []);
          const refused = refuseAccounts(clientId, named);
          if (refused) return refused;
          const now = clock.now();
          const ids = new Map(slotsOf.all(clientId).map((slot) => [keyOf(slot), slot.id]));
          const wanted = new Map(slots.map((slot) => [keyOf(slot), slot]));
          raw.prepare('DELETE FROM queue_slots WHERE client_id = ?').run(clientId);
          for (const [key, slot] of wanted)
            orm
              .insert(queueSlots)
              .values({
                id: ids.get(key) ?? v7(),
                clientId,
                ...slot,
                createdAt: now,
                updatedAt: now,
              })
              .run();
          const { moved, left } = flow(clientId);
          return ok({ queue: view(clientId), moved, left: left.length, leftIds: left });
        })
        .immediate();
      if (result.ok) telling.queue(clientId);
      return result;
    },
  };
}

const MOST_DAYS = 100;

/** Whose slots there are, and what stands at an instant: also what is only planned. Prepared when first asked for. */
function createFreeSlots(raw: Database['raw']) {
  const prepare = () => ({
    clients: raw
      .prepare<[], string>(
        `SELECT DISTINCT client_id FROM queue_slots JOIN clients ON clients.id = client_id
         WHERE archived_at IS NULL`,
      )
      .pluck(),
    taken: raw
      .prepare<[at: number, clientId: string], string>(
        `SELECT coalesce(account_id, '${ANY_ACCOUNT}') FROM posts INDEXED BY posts_card
         LEFT JOIN post_variants ON post_variants.post_id = posts.id
         WHERE scheduled_at = ? AND client_id = ? AND status <> 'cancelled'
           AND removed_at IS NULL`,
      )
      .pluck(),
  });
  let prepared: ReturnType<typeof prepare> | null = null;
  return () => {
    prepared ??= prepare();
    return prepared;
  };
}

const keyOf = ({ weekday, time, accountId }: QueueSlot): string =>
  `${weekday} ${time} ${accountId ?? '*'}`;
