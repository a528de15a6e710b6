import { z } from 'zod';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { PracticeNetworks } from '../practice/networks.ts';
import type { Offboarding } from '../privacy/offboarding.ts';
import type { Profiles } from '../profiles/profiles.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Settings } from '../settings/settings.ts';
import type { Stage } from './stage.ts';

export type Demo = ReturnType<typeof createDemo>;

export interface DemoOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  settings: Pick<Settings, 'recall' | 'remember'>;
  profiles: Profiles;
  clients: Clients;
  accounts: Accounts;
  offboarding: Pick<Offboarding, 'clear'>;
  schedule: Pick<Schedule, 'alone'>;
  networks: PracticeNetworks;
  stageAt(clock: Clock): Stage;
}

/** The setting that names what belongs to the demo. */
const KEY = 'demo';
const mark = z.object({ clientIds: z.array(z.string()), profileId: z.string().nullable() });
type Mark = z.output<typeof mark>;

/** The demo workspace: rows of this workspace that are marked as the demo's, and its accounts on the practice networks. */
export function createDemo(options: DemoOptions) {
  const { database, bus, clock, log, settings, profiles, clients, accounts, schedule, networks } =
    options;
  const { raw } = database;

  const find = (): Mark | null => mark.safeParse(settings.recall(KEY)).data ?? null;

  /** The demo's clients; one with an account on a real network has become the person's own. */
  function parts({ clientIds }: Mark) {
    const all = clients.list({ archived: true });
    const isReal = (id: string) => accounts.list(id).some(({ practice }) => !practice);
    const going = all.filter(({ id }) => clientIds.includes(id) && !isReal(id));
    return { going, staying: all.filter((client) => !going.includes(client)) };
  }

  /** Everything of the demo is erased, whether it was finished or not. */
  async function takeAway(found: Mark): Promise<Result<void, 'keychain_unavailable'>> {
    const { going, staying } = parts(found);
    for (const { id } of going) {
      const cleared = await options.offboarding.clear(id);
      if (!cleared.ok) return cleared;
    }
    if (staying.length === 0 && found.profileId !== null)
      raw.prepare('DELETE FROM profiles WHERE id = ?').run(found.profileId);
    raw.prepare('DELETE FROM settings WHERE key = ?').run(KEY);
    if (!accounts.list().some(({ practice }) => practice)) await forgetNetworks();
    bus.emit('workspace.changed', {});
    return ok(undefined);
  }

  async function forgetNetworks(): Promise<void> {
    const listed = await accounts.applications.list();
    for (const { id, serviceUrl } of listed.ok ? listed.value : [])
      if (networks.isPractice(serviceUrl)) await accounts.applications.remove(id);
    await networks.erase();
  }

  async function make(
    zone: string,
  ): Promise<Result<RouteOutput<'demo.begin'>, 'demo_failed' | 'keychain_unavailable'>> {
    const noted: Mark = { clientIds: [], profileId: null };
    settings.remember(KEY, noted);
    try {
      const { makeDemo } = await import('./making.ts');
      const made = await makeDemo(
        {
          ...options,
          onClient(clientId) {
            noted.clientIds.push(clientId);
            settings.remember(KEY, noted);
          },
          onProgress: (done, total) => bus.emit('demo.progress', { done, total }),
        },
        zone,
      );
      noted.profileId = profiles.save({ ...PERSON, timeZone: zone }).id;
      settings.remember(KEY, noted);
      bus.emit('workspace.changed', {});
      return ok(made);
    } catch (error) {
      log.error('The demo could not be made', { error });
      await takeAway(noted);
      return fail('demo_failed', FAILED);
    }
  }

  return {
    isThere: (): boolean => {
      const found = find();
      return found !== null && found.profileId !== null;
    },

    async begin({
      timeZone,
    }: ParsedInput<'demo.begin'>): Promise<
      Result<RouteOutput<'demo.begin'>, RouteErrorCode<'demo.begin'>>
    > {
      const left = find();
      if (profiles.get() !== null || (left === null && clients.list({ archived: true }).length > 0))
        return fail('not_empty', NOT_EMPTY);
      const answer = await schedule.alone(async () => {
        // Of one that was cut short.
        const cleared = left ? await takeAway(left) : ok(undefined);
        if (!cleared.ok) return cleared;
        // Who is on them has been there since its first day.
        const desk = await networks.inTimeOf({ now: () => clock.now() - BEGAN }, networks.open);
        return desk.ok ? make(timeZone) : desk;
      });
      return answer ?? fail('runner_elsewhere', ELSEWHERE);
    },

    look(): Result<RouteOutput<'demo.look'>, 'not_found'> {
      const found = find();
      if (!found) return fail('not_found', GONE);
      const { going, staying } = parts(found);
      const count = raw
        .prepare<[string], number>(
          `SELECT count(*) FROM posts WHERE removed_at IS NULL
             AND client_id IN (SELECT value FROM json_each(?))`,
        )
        .pluck();
      const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
      return ok({
        clients: going.map(named),
        posts: count.get(JSON.stringify(going.map(({ id }) => id))) ?? 0,
        accounts: going.reduce((sum, { accountCount }) => sum + accountCount, 0),
        staying: staying.map(named),
      });
    },

    async end(): Promise<Result<Record<string, never>, RouteErrorCode<'demo.end'>>> {
      const found = find();
      if (!found) return fail('not_found', GONE);
      const ended = await schedule.alone(() => takeAway(found));
      if (ended === null) return fail('runner_elsewhere', ELSEWHERE);
      return ended.ok ? ok({}) : ended;
    },
  };
}

/** How long ago a demo begins, and a little more, ms. */
const BEGAN = 58 * 86_400_000;
const PERSON = { name: 'Robin Sample', email: null, bio: null };
const NOT_EMPTY = 'This workspace has work of yours in it. The demo is only for an empty one.';
const GONE = 'There is no demo in this workspace.';
const ELSEWHERE = 'Another ClientNest publishes for this workspace. Close it, then try again.';
const FAILED =
  'The demo could not be made, and nothing of it was kept. Try again, or start with a workspace of your own.';
