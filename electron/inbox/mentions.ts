import { MENTIONS_WATCHED, mentionsEvery } from '../../shared/domain/inbox.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import type { Line } from '../engagement/calls.ts';
import type { RemoteMention } from '../platforms/platform.ts';
import { type Mark, MENTIONS, markIn } from './cursors.ts';
import type { Written } from './items.ts';
import { REFUSED, type Reading, type Round } from './talks.ts';

/** Pages in one go, and when an account is read for the first time: what is older waits for nobody. */
const PAGES = 8;
const FIRST_PAGES = 3;
/** Mentions that are looked up in one go, whether they are still there. */
const WATCHED = 25;
/** Nothing is due later than so long after it was read, ms: a clock that went back is noticed by it. */
const LONGEST = 2 * 86_400_000;

/** Reads who named an account elsewhere: what is new since the last time, and now and then what is gone. */
export function createMentionReading(options: Reading & { database: Database }) {
  const { clock, rounds, cursors, items } = options;
  const { raw } = options.database;
  const cursor = raw.prepare<[string], { cursor: string | null; dueAt: number }>(
    `SELECT cursor, due_at AS dueAt FROM inbox_cursors WHERE account_id = ? AND source = '${MENTIONS}'`,
  );
  const ourPost = raw
    .prepare<[Record<string, string | null>], string>(
      `SELECT id FROM deliveries WHERE account_id = @accountId AND state = 'published'
         AND remote_id IN (@rootId, @parentId) LIMIT 1`,
    )
    .pluck();
  const ourTalk = raw
    .prepare<[string, string], string | null>(
      'SELECT delivery_id FROM inbox_items WHERE account_id = ? AND remote_id = ?',
    )
    .pluck();
  const standing = raw.prepare<[Record<string, string | number>], { id: string; remoteId: string }>(
    `SELECT id, remote_id AS remoteId FROM inbox_items INDEXED BY inbox_items_account
     WHERE account_id = @accountId AND written_at > @since AND delivery_id IS NULL AND ours = 0
       AND gone_at IS NULL AND state <> 'done'
     ORDER BY written_at DESC LIMIT ${WATCHED}`,
  );

  /** The post of ours that it stands under: then it is a comment, as which it is read, too. */
  function home(accountId: string, { rootId, parentId }: RemoteMention): string | null {
    if (parentId === '') return null;
    return ourPost.get({ accountId, rootId, parentId }) ?? ourTalk.get(accountId, parentId) ?? null;
  }

  function write(accountId: string, mentions: readonly RemoteMention[]): Written {
    const homes = new Map<string | null, RemoteMention[]>();
    for (const one of mentions) {
      const deliveryId = home(accountId, one);
      homes.set(deliveryId, [...(homes.get(deliveryId) ?? []), one]);
    }
    const all = [...homes].map(([deliveryId, own]) =>
      items().write({ accountId, deliveryId }, own),
    );
    return {
      ids: all.flatMap(({ ids }) => ids),
      fresh: all.reduce((sum, { fresh }) => sum + fresh, 0),
    };
  }

  /** False where the account is not asked on in this round. */
  async function watch({ id: accountId }: Account, line: Line, mark: Mark): Promise<boolean> {
    const { metrics, capabilities } = line.platform;
    const now = clock.now();
    const since = mark.lookedAt ?? 0;
    const isDue = now - since >= MENTIONS_WATCHED.every || since > now;
    if (!capabilities.mentions?.watched || !metrics || !isDue) return true;
    const all = standing.all({ accountId, since: now - MENTIONS_WATCHED.age });
    if (all.length > 0) {
      if (!(await rounds.quiet())) return false;
      const answer = await rounds.ask(line, () =>
        metrics(
          line.context,
          all.map(({ remoteId }) => remoteId),
        ),
      );
      if (rounds.isStopped()) return false;
      // That they can't be looked up now is no trouble: they were read a moment ago.
      if (!answer.ok) return true;
      const there = new Set(answer.value.map(({ remoteId }) => remoteId));
      const missing = all.filter(({ remoteId }) => !there.has(remoteId));
      const ids = missing.flatMap(({ remoteId }) => items().change(accountId, remoteId, 'gone'));
      items().tell(accountId, { ids, fresh: 0 });
    }
    mark.lookedAt = now;
    return true;
  }

  const isDue = ({ id, network }: Account, asked: boolean): boolean => {
    if (!NETWORKS[network].mentions) return false;
    const wait = (cursor.get(id)?.dueAt ?? 0) - clock.now();
    return asked || wait <= 0 || wait > LONGEST;
  };

  /** False where the account is not asked on in this round. */
  async function read(account: Account, line: Line, round: Round): Promise<boolean> {
    const { id: accountId } = account;
    const { mentions } = line.platform;
    if (!mentions) return true;
    const mark = markIn(cursor.get(accountId)?.cursor ?? null);
    const isFirst = mark.since === null;
    let { from, newest } = mark;
    let fresh = 0;
    const keep = (dueAt: number) =>
      cursors().keepMark(accountId, mark, { readAt: clock.now(), dueAt });

    for (let page = 0; page < (isFirst ? FIRST_PAGES : PAGES); page += 1) {
      if (page > 0) await rounds.pause();
      if (!(await rounds.quiet())) return false;
      const [since, at] = [mark.since, from];
      const answer = await rounds.ask(line, () => mentions(line.context, since, at));
      if (rounds.isStopped()) return false;
      if (!answer.ok) {
        round.problems.push({ accountId, message: answer.message });
        if (answer.class !== 'refused') {
          rounds.troubled(account, answer.class);
          return false;
        }
        // A page that is not known any more: begun again from the mark.
        Object.assign(mark, { from: null, newest: null });
        keep(clock.now() + REFUSED);
        return true;
      }
      const written = write(accountId, answer.value.mentions);
      items().tell(accountId, written);
      fresh += written.fresh;
      newest ??= answer.value.newest;
      from = answer.value.next;
      if (from === null) break;
    }
    round.fresh += fresh;
    const isWhole = from === null || isFirst;
    Object.assign(
      mark,
      isWhole ? { since: newest ?? mark.since, from: null, newest: null } : { from, newest },
    );
    const went = await watch(account, line, mark);
    if (rounds.isStopped()) return false;
    keep(isWhole ? clock.now() + mentionsEvery(fresh > 0) : clock.now());
    return went;
  }

  return { isDue, read };
}
