import { eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { byName } from '../../shared/domain/by-name.ts';
import { nextClientColour } from '../../shared/domain/client-palette.ts';
import { DEFAULT_LATENESS } from '../../shared/domain/lateness.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Client, ClientProfile } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { clients } from '../database/schema/index.ts';

export type Clients = ReturnType<typeof createClients>;

type ClientRow = typeof clients.$inferSelect;
/** Services and tests may leave the lateness to its default. */
type NewClient = Omit<ParsedInput<'clients.create'>, 'latenessMinutes'> & {
  latenessMinutes?: number;
};
type Profile = Pick<
  ClientRow,
  'voice' | 'marks' | 'retainerPosts' | 'retainerMinutes' | 'linkTags'
>;
type Changes = Partial<
  Pick<ClientRow, 'name' | 'colour' | 'notes' | 'archivedAt' | 'latenessMinutes'> & Profile
>;

/** The freelancer's clients. Names are unique among those that are not archived, whatever their case. */
export function createClients({
  database,
  bus,
  clock,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
}) {
  // The counts read tables of other services; only those services write them.
  const select = (where: string) =>
    database.raw.prepare<unknown[], Client>(
      `SELECT id, name, colour, notes, archived_at AS archivedAt, created_at AS createdAt,
         updated_at AS updatedAt, lateness_minutes AS latenessMinutes,
         (SELECT count(*) FROM accounts
          WHERE client_id = clients.id AND removed_at IS NULL) AS accountCount,
         (SELECT count(*) FROM posts
          WHERE client_id = clients.id AND status = 'scheduled' AND removed_at IS NULL) AS upcomingCount
       FROM clients ${where}`,
    );
  const one = select('WHERE id = ?');
  const active = select('WHERE archived_at IS NULL');
  const all = select('');
  const underWay = database.raw
    .prepare<unknown[], number>(
      `SELECT count(*) FROM posts
       WHERE client_id = ? AND status IN ('scheduled', 'publishing') AND removed_at IS NULL`,
    )
    .pluck();

  function get(id: string): Result<Client, 'not_found'> {
    const found = one.get(id);
    return found ? ok(found) : fail('not_found', 'This client does not exist any more.');
  }

  function profile(id: string): Result<ClientProfile, 'not_found'> {
    const found = get(id);
    if (!found.ok) return found;
    const { voice, marks, retainerPosts, retainerMinutes, linkTags } = clients;
    const said = database.orm
      .select({ voice, marks, retainerPosts, retainerMinutes, linkTags })
      .from(clients)
      .where(eq(clients.id, id))
      .get();
    if (!said) return fail('not_found', 'This client does not exist any more.');
    const copied = said.voice && {
      ...said.voice,
      use: [...said.voice.use],
      avoid: [...said.voice.avoid],
    };
    return ok({ ...found.value, ...said, marks: [...said.marks], voice: copied });
  }

  function nameTaken(name: string, exceptId?: string): boolean {
    const wanted = folded(name);
    return database.orm
      .select({ id: clients.id, name: clients.name })
      .from(clients)
      .where(isNull(clients.archivedAt))
      .all()
      .some((other) => other.id !== exceptId && folded(other.name) === wanted);
  }

  /** Decides on the row and writes, in one transaction; tells of it after the commit. */
  function change<Code extends string>(
    id: string,
    decide: (row: Client) => Result<Changes, Code>,
  ): Result<Client, Code | 'not_found'> {
    let changed = false;
    const result = database.raw
      .transaction((): Result<Client, Code | 'not_found'> => {
        const found = get(id);
        if (!found.ok) return found;
        const decided = decide(found.value);
        if (!decided.ok) return decided;
        if (Object.keys(decided.value).length === 0) return found;
        database.orm
          .update(clients)
          .set({ ...decided.value, updatedAt: clock.now() })
          .where(eq(clients.id, id))
          .run();
        changed = true;
        return get(id);
      })
      .immediate();
    if (changed) bus.emit('client.changed', { clientId: id });
    return result;
  }

  return {
    get,
    /** With its voice, its marks and what it is promised. */
    profile,

    /** By name, as a person sorts them. */
    list: ({ archived }: ParsedInput<'clients.list'>): Client[] =>
      (archived ? all : active).all().sort(byName),

    create({
      latenessMinutes = DEFAULT_LATENESS,
      ...input
    }: NewClient): Result<Client, 'name_taken'> {
      const id = v7();
      const result = database.raw
        .transaction((): Result<Client, 'name_taken'> => {
          if (nameTaken(input.name)) return taken(input.name);
          const now = clock.now();
          const colour =
            input.colour ?? nextClientColour(active.all().map((client) => client.colour));
          const row = { id, name: input.name, colour, notes: input.notes, latenessMinutes };
          database.orm
            .insert(clients)
            .values({ ...row, createdAt: now, updatedAt: now })
            .run();
          return ok({
            ...row,
            archivedAt: null,
            createdAt: now,
            updatedAt: now,
            accountCount: 0,
            upcomingCount: 0,
          });
        })
        .immediate();
      if (result.ok) bus.emit('client.changed', { clientId: id });
      return result;
    },

    update: ({ id, ...fields }: ParsedInput<'clients.update'>) =>
      change<'name_taken'>(id, (row) => {
        const { name } = fields;
        if (name !== undefined && row.archivedAt === null && nameTaken(name, id))
          return taken(name);
        const said = Object.entries(fields).filter(([, value]) => value !== undefined);
        return ok(Object.fromEntries(said) as Changes);
      }),

    /** Refused where a mark would be found in anybody's post. */
    async mark(
      input: ParsedInput<'clients.mark'>,
    ): Promise<Result<ClientProfile, 'not_found' | 'everybodys'>> {
      // With the list of all public suffixes: nobody needs it at start.
      const { canonicalMark, distinctMarks } = await import('../../shared/domain/client-marks.ts');
      const marks: string[] = [];
      for (const typed of input.marks) {
        const mark = canonicalMark(typed);
        if (mark === null)
          return fail(
            'everybodys',
            `“${typed}” would be found in anybody’s posts. Write the whole handle, address or phrase.`,
          );
        marks.push(mark);
      }
      const changed = change<never>(input.id, () => ok({ marks: distinctMarks(marks) }));
      return changed.ok ? profile(input.id) : changed;
    },

    /** Refused while posts are scheduled: they would be published for a client who is put away. */
    archive: (id: string) =>
      change<'posts_scheduled'>(id, (row) => {
        if (row.archivedAt !== null) return ok({});
        const count = underWay.get(id) ?? 0;
        if (count > 0)
          return fail(
            'posts_scheduled',
            `${row.name} has ${count === 1 ? 'a post' : `${count} posts`} scheduled or being published. Unschedule or remove ${count === 1 ? 'it' : 'them'} first.`,
            { count },
          );
        return ok({ archivedAt: clock.now() });
      }),

    restore: (id: string) =>
      change<'name_taken'>(id, (row) => {
        if (row.archivedAt === null) return ok({});
        return nameTaken(row.name) ? taken(row.name) : ok({ archivedAt: null });
      }),
  };
}
const folded = (name: string) => name.normalize('NFKC').toLowerCase();
const taken = (name: string) =>
  fail('name_taken', `There is a client called “${name}” already. Choose another name.`);
