import { setImmediate as breathe } from 'node:timers/promises';
import { type Turn, turnOf } from '../../shared/domain/sentiment/turn.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Settings } from '../settings/settings.ts';

/** Remembered by the workspace: the last turn of each client, told or put away. */
const KEY = 'inbox.turns';
const DAY = 86_400_000;
/** A turn into the same direction within so long after it was last seen is the same one, ms. */
const SAME = 14 * DAY;
/** So long it is told, ms. */
const TOLD = 7 * DAY;
/** It is written down so often that it is still there, ms. */
const SEEN_EVERY = DAY / 4;
/** Comments that are compared, ms back and at most: the newest. */
const BACK = 70 * DAY;
const MOST = 3000;

interface KeptTurn extends Turn {
  /** UTC epoch ms. */
  foundAt: number;
  /** When it was last there. */
  seenAt: number;
  isPutAway: boolean;
}

/** Finds sudden turns of what people say, and remembers which of them the person knows. */
export function createTurns({
  database: { raw },
  settings,
  clock,
}: {
  database: Database;
  settings: Pick<Settings, 'recall' | 'remember'>;
  clock: Clock;
}) {
  const heard = raw.prepare<[Record<string, unknown>], { at: number; score: number }>(
    `SELECT written_at AS at, sentiment AS score FROM inbox_items
     WHERE account_id IN (SELECT id FROM accounts WHERE client_id = @clientId)
       AND ours = 0 AND sentiment IS NOT NULL AND written_at > @since
     ORDER BY written_at DESC LIMIT ${MOST}`,
  );
  const clients = raw.prepare<[], string>('SELECT DISTINCT client_id FROM accounts').pluck();

  function known(): Map<string, KeptTurn> {
    const kept = settings.recall(KEY);
    if (kept === null || typeof kept !== 'object') return new Map();
    return new Map(Object.entries(kept).filter(([, turn]) => isTurn(turn)));
  }
  const keep = (turns: ReadonlyMap<string, KeptTurn>) =>
    settings.remember(KEY, Object.fromEntries(turns));

  /** Whether there is a turn that nobody was told of. */
  function look(clientId: string): boolean {
    const now = clock.now();
    const found = turnOf(heard.all({ clientId, since: now - BACK }), now);
    if (!found) return false;
    const turns = known();
    const before = turns.get(clientId);
    const isSame = before?.direction === found.direction && now - before.seenAt < SAME;
    if (before && isSame) {
      if (now - before.seenAt < SEEN_EVERY) return false;
      keep(turns.set(clientId, { ...before, seenAt: now }));
      return false;
    }
    keep(turns.set(clientId, { ...found, foundAt: now, seenAt: now, isPutAway: false }));
    return true;
  }

  return {
    /** Looks at some clients, or at all, one after the other. Answers those with a new turn. */
    async find(wanted: readonly string[] | null, isOver: () => boolean): Promise<string[]> {
      const turned: string[] = [];
      for (const clientId of wanted ?? clients.all()) {
        await breathe();
        if (isOver() || !raw.open) break;
        if (look(clientId)) turned.push(clientId);
      }
      return turned;
    },

    /** Those that the person has not put away, the newest first. */
    told({ clientId }: ParsedInput<'moods.turns'>): RouteOutput<'moods.turns'> {
      const there = new Set(clients.all());
      const now = clock.now();
      return [...known()]
        .filter(
          ([id, { isPutAway, foundAt }]) =>
            there.has(id) &&
            (clientId === undefined || id === clientId) &&
            !isPutAway &&
            now - foundAt < TOLD,
        )
        .map(([id, { seenAt: _, isPutAway: _put, ...turn }]) => ({ clientId: id, ...turn }))
        .sort((one, other) => other.foundAt - one.foundAt);
    },

    setSeen({ clientId, seen }: ParsedInput<'moods.setSeen'>): Result<null, 'not_found'> {
      const turns = known();
      const turn = turns.get(clientId);
      if (!turn) return fail('not_found', 'There is no such turn any more.');
      keep(turns.set(clientId, { ...turn, isPutAway: seen }));
      return ok(null);
    },
  };
}

const isTurn = (kept: unknown): kept is KeptTurn => {
  const turn = (kept ?? {}) as Partial<KeptTurn>;
  const numbers = [turn.before, turn.now, turn.comments, turn.since, turn.foundAt, turn.seenAt];
  return (
    (turn.direction === 'better' || turn.direction === 'worse') &&
    numbers.every((one) => Number.isSafeInteger(one))
  );
};
