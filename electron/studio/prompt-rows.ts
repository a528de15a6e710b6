import { and, desc, eq, isNull, max } from 'drizzle-orm';
import { v7 } from 'uuid';
import { BUILT_IN_PROMPTS } from '../../shared/domain/prompts/built-in.ts';
import type { PromptFeature } from '../../shared/domain/prompts/features.ts';
import type { PromptText } from '../../shared/domain/prompts/template.ts';
import type { PromptVersion } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { prompts, promptVersions } from '../database/schema/index.ts';

/** Whose prompt: of one client, or of all (null). */
export interface Whose {
  feature: PromptFeature;
  clientId: string | null;
}

interface Standing {
  origin: 'client' | 'all' | 'built_in';
  version: PromptVersion;
  rival: PromptVersion | null;
}

type PromptRow = typeof prompts.$inferSelect;

/** The prompt that came with the app: version 1 of each. */
export const builtIn = (feature: PromptFeature): PromptVersion => ({
  ...BUILT_IN_PROMPTS[feature],
  ...{ id: null, number: 1, note: '', createdAt: null },
});

/** Prompts and their versions as they are kept. Versions are only ever added. */
export function createPromptRows({ database, clock }: { database: Database; clock: Clock }) {
  const { orm } = database;

  /** Two processes may have made one each: the older one counts. */
  const row = ({ feature, clientId }: Whose): PromptRow | null =>
    orm
      .select()
      .from(prompts)
      .where(
        and(
          eq(prompts.feature, feature),
          clientId === null ? isNull(prompts.clientId) : eq(prompts.clientId, clientId),
        ),
      )
      .orderBy(prompts.id)
      .limit(1)
      .get() ?? null;

  const version = (id: string, promptId: string): PromptVersion | null =>
    orm
      .select(COLUMNS)
      .from(promptVersions)
      .where(and(eq(promptVersions.id, id), eq(promptVersions.promptId, promptId)))
      .get() ?? null;

  /** The version that this prompt uses itself, and what is tried beside it; null where another one stands in. */
  function own(whose: Whose): { version: PromptVersion; rival: PromptVersion | null } | null {
    const found = row(whose);
    const used = found?.versionId ? version(found.versionId, found.id) : null;
    if (!found || !used) return null;
    return { version: used, rival: found.rivalId ? version(found.rivalId, found.id) : null };
  }

  return {
    row,
    version,
    own,

    /** What is used, where it comes from, and what is tried beside it. */
    used({ feature, clientId }: Whose): Standing {
      const ofClient = clientId === null ? null : own({ feature, clientId });
      if (ofClient) return { origin: 'client', ...ofClient };
      const ofAll = own({ feature, clientId: null });
      return ofAll
        ? { origin: 'all', ...ofAll }
        : { origin: 'built_in', version: builtIn(feature), rival: null };
    },

    /** The newest first. */
    versions: (promptId: string): PromptVersion[] =>
      orm
        .select(COLUMNS)
        .from(promptVersions)
        .where(eq(promptVersions.promptId, promptId))
        .orderBy(desc(promptVersions.number))
        .all(),

    /** The prompt itself, made where there is none. */
    ensure(whose: Whose): PromptRow {
      const found = row(whose);
      if (found) return found;
      const now = clock.now();
      const made = { id: v7(), ...whose, name: whose.feature, createdAt: now, updatedAt: now };
      return orm.insert(prompts).values(made).returning().get();
    },

    addVersion(prompt: PromptRow, text: PromptText, note: string): string {
      const last = orm
        .select({ number: max(promptVersions.number) })
        .from(promptVersions)
        .where(eq(promptVersions.promptId, prompt.id))
        .get();
      // The built-in one is the first version of the prompt of all.
      const before = last?.number ?? (prompt.clientId === null ? 1 : 0);
      const id = v7();
      orm
        .insert(promptVersions)
        .values({
          ...{ id, promptId: prompt.id, number: before + 1, note },
          ...{ system: text.system, user: text.user, createdAt: clock.now() },
        })
        .run();
      return id;
    },

    /**
     * @param versionId null for what stands in
     * @param rivalId what is tried beside it: a choice of another version ends that
     */
    use(promptId: string, versionId: string | null, rivalId: string | null = null): void {
      orm
        .update(prompts)
        .set({ versionId, rivalId, updatedAt: clock.now() })
        .where(eq(prompts.id, promptId))
        .run();
    },

    /** How many clients have one of their own, by feature. */
    overrides: (): Map<string, number> =>
      new Map(
        database.raw
          .prepare<[], { feature: string; count: number }>(
            `SELECT feature, count(*) AS count FROM prompts
             WHERE client_id IS NOT NULL AND version_id IS NOT NULL GROUP BY feature`,
          )
          .all()
          .map(({ feature, count }) => [feature, count]),
      ),
  };
}
export type PromptRows = ReturnType<typeof createPromptRows>;

const COLUMNS = {
  id: promptVersions.id,
  number: promptVersions.number,
  system: promptVersions.system,
  user: promptVersions.user,
  note: promptVersions.note,
  createdAt: promptVersions.createdAt,
};
