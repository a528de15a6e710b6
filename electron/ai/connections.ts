import { asc, eq, min } from 'drizzle-orm';
import { v7 } from 'uuid';
import { costOf, type TokenCount } from '../../shared/domain/ai.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { AiConnection } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { aiConnections } from '../database/schema/index.ts';
import { aiAddress } from './address.ts';
import type { Keys } from './keys.ts';

export type ConnectionRow = typeof aiConnections.$inferSelect;
export type Connections = ReturnType<typeof createConnections>;

type Known = 'not_found';

/** Named endpoints that speak OpenAI's protocol. Keys are in the keychain, and never told. */
export function createConnections({
  database,
  bus,
  clock,
  keys,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  keys: Keys;
}) {
  const { orm, raw } = database;
  const changed = () => bus.emit('ai.changed', { requestId: null });

  const rows = (): ConnectionRow[] =>
    orm
      .select()
      .from(aiConnections)
      .orderBy(asc(aiConnections.position), asc(aiConnections.id))
      .all();
  const row = (id: string): ConnectionRow | null =>
    orm.select().from(aiConnections).where(eq(aiConnections.id, id)).get() ?? null;

  async function shown(found: ConnectionRow): Promise<AiConnection> {
    const { id, name, kind, baseUrl, models, concurrency, perMinute, redact, pausedAt } = found;
    const key = await keys.get(id);
    return {
      ...{ id, name, kind, baseUrl, models, concurrency, perMinute, redact },
      paused: pausedAt !== null,
      hasKey: key === undefined ? null : key !== null,
    };
  }

  const taken = (name: string, exceptId: string) =>
    rows().some((other) => other.id !== exceptId && other.name.toLowerCase() === name.toLowerCase())
      ? fail('name_taken', `There is a connection called “${name}” already. Choose another name.`)
      : null;

  type New = ParsedInput<'ai.addConnection'> & { id: string; paused: boolean };
  function insert(
    input: New,
  ): Result<ConnectionRow, 'name_taken' | 'id_taken' | 'insecure_address'> {
    const address = aiAddress(input.baseUrl);
    if (!address.ok) return address;
    const { id, paused, ...content } = input;
    const now = clock.now();
    const result = raw
      .transaction(() => {
        if (row(id)) return fail('id_taken', 'This connection is there already.');
        const refused = taken(content.name, id);
        if (refused) return refused;
        orm
          .insert(aiConnections)
          .values({
            ...{ id, ...content, baseUrl: address.value, position: rows().length },
            ...{ pausedAt: paused ? now : null, createdAt: now, updatedAt: now },
          })
          .run();
        return ok(row(id) as ConnectionRow);
      })
      .immediate();
    return result;
  }

  return {
    rows,
    row,
    list: (): Promise<AiConnection[]> => Promise.all(rows().map(shown)),

    async add(
      input: ParsedInput<'ai.addConnection'>,
    ): Promise<Result<AiConnection, 'name_taken' | 'insecure_address'>> {
      const made = insert({ ...input, id: v7(), paused: false });
      if (!made.ok) return made as Result<never, 'name_taken' | 'insecure_address'>;
      changed();
      return ok(await shown(made.value));
    },

    async update({
      id,
      paused,
      first,
      ...change
    }: ParsedInput<'ai.updateConnection'>): Promise<
      Result<AiConnection, Known | 'name_taken' | 'insecure_address' | 'keychain_unavailable'>
    > {
      const before = row(id);
      if (!before) return gone();
      const address = aiAddress(change.baseUrl ?? before.baseUrl);
      if (!address.ok) return address;
      const refused = change.name === undefined ? null : taken(change.name, id);
      if (refused) return refused;
      // A key is for the host it was made for: another one never sees it.
      if (new URL(address.value).origin !== new URL(before.baseUrl).origin) {
        const forgotten = await keys.set(id, null);
        if (!forgotten.ok) return forgotten;
      }
      const lowest = orm
        .select({ at: min(aiConnections.position) })
        .from(aiConnections)
        .get()?.at;
      const now = clock.now();
      const { name, models, concurrency, perMinute, redact } = change;
      orm
        .update(aiConnections)
        .set({
          ...(name !== undefined && { name }),
          ...(models !== undefined && { models }),
          ...(concurrency !== undefined && { concurrency }),
          ...(perMinute !== undefined && { perMinute }),
          ...(redact !== undefined && { redact }),
          ...(paused !== undefined && { pausedAt: paused ? (before.pausedAt ?? now) : null }),
          ...(first && { position: (lowest ?? 0) - 1 }),
          ...{ baseUrl: address.value, updatedAt: now },
        })
        .where(eq(aiConnections.id, id))
        .run();
      changed();
      const after = row(id);
      return after ? ok(await shown(after)) : gone();
    },

    async remove(id: string): Promise<Result<AiConnection, Known | 'keychain_unavailable'>> {
      const found = row(id);
      if (!found) return gone();
      const view = await shown(found);
      const forgotten = await keys.remove(id);
      if (!forgotten.ok) return forgotten;
      orm.delete(aiConnections).where(eq(aiConnections.id, id)).run();
      changed();
      return ok(view);
    },

    async restore({
      connection: { hasKey: _, ...connection },
    }: ParsedInput<'ai.restoreConnection'>): Promise<
      Result<AiConnection, 'name_taken' | 'id_taken' | 'insecure_address'>
    > {
      const made = insert(connection);
      if (!made.ok) return made;
      await keys.restore(connection.id);
      changed();
      return ok(await shown(made.value));
    },

    async setKey({
      id,
      key,
    }: ParsedInput<'ai.setKey'>): Promise<Result<AiConnection, Known | 'keychain_unavailable'>> {
      const found = row(id);
      if (!found) return gone();
      const kept = await keys.set(id, key);
      if (!kept.ok) return kept;
      changed();
      return ok(await shown(found));
    },
  };
}

/** What tokens of a connection's model cost, by its table as it is now. In 1e-12 US dollars. */
export const costBy = (
  { models }: Pick<ConnectionRow, 'models'>,
  model: string,
  tokens: TokenCount,
): number => costOf(tokens, models.find(({ name }) => name === model)?.price ?? null);

const gone = () => fail('not_found', 'This connection is not here any more.');
