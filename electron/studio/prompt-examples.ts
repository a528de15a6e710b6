import { and, eq, isNull, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { PromptFeature } from '../../shared/domain/prompts/features.ts';
import { checkValues, valuesFrom } from '../../shared/domain/prompts/template.ts';
import { PROMPT_VARIABLES } from '../../shared/domain/prompts/variables.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { BenchExample, PromptExample } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { promptExamples, prompts } from '../database/schema/index.ts';
import type { PromptRows, Whose } from './prompt-rows.ts';

interface PromptExamplesOptions {
  database: Database;
  clock: Clock;
  rows: PromptRows;
  /** Whether there is such a client. */
  isThere(clientId: string | null): Result<null, 'not_found'>;
  onChange(feature: PromptFeature): void;
}

/** Values that a prompt is tried with. */
export function createPromptExamples({
  database,
  clock,
  rows,
  isThere,
  onChange,
}: PromptExamplesOptions) {
  const { orm, raw } = database;
  const exampleIn = ({ id, name, values }: typeof promptExamples.$inferSelect): PromptExample => ({
    ...{ id, name, values },
  });

  return {
    list(whose: Whose): Result<PromptExample[], 'not_found'> {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const prompt = rows.row(whose);
      if (!prompt) return ok([]);
      return ok(
        orm
          .select()
          .from(promptExamples)
          .where(eq(promptExamples.promptId, prompt.id))
          .orderBy(promptExamples.id)
          .all()
          .map(exampleIn),
      );
    },

    /** Those of a prompt with whose they are: of all clients too for one, and of each for all. */
    tried({ feature, clientId }: Whose): BenchExample[] {
      return orm
        .select({ example: promptExamples, clientId: prompts.clientId })
        .from(promptExamples)
        .innerJoin(prompts, eq(prompts.id, promptExamples.promptId))
        .where(
          and(
            eq(prompts.feature, feature),
            clientId === null
              ? undefined
              : or(isNull(prompts.clientId), eq(prompts.clientId, clientId)),
          ),
        )
        .orderBy(promptExamples.id)
        .all()
        .map(({ example, clientId: of }) => {
          const { updatedAt } = example;
          return { ...exampleIn(example), clientId: of, updatedAt };
        });
    },

    save({
      id,
      name,
      values,
      ...whose
    }: ParsedInput<'prompts.saveExample'>): Result<
      PromptExample,
      'not_found' | 'unknown_variable' | 'wrong_value'
    > {
      const there = isThere(whose.clientId);
      if (!there.ok) return there;
      const variables = PROMPT_VARIABLES[whose.feature];
      // What is missing may be missing here: it is filled in where the prompt is tried.
      const checked = checkValues([], variables, valuesFrom(variables, values));
      if (!checked.ok) {
        const { code, message, details } = checked.error;
        return code === 'unknown_variable'
          ? fail(code, message, details)
          : fail('wrong_value', message, details);
      }
      const work = (): Result<PromptExample, 'not_found'> => {
        const prompt = rows.ensure(whose);
        const now = clock.now();
        if (id === null) {
          const made = { id: v7(), promptId: prompt.id, name, values };
          orm
            .insert(promptExamples)
            .values({ ...made, createdAt: now, updatedAt: now })
            .run();
          return ok({ id: made.id, name, values });
        }
        const found = orm.select().from(promptExamples).where(eq(promptExamples.id, id)).get();
        if (found?.promptId !== prompt.id) return gone();
        orm
          .update(promptExamples)
          .set({ name, values, updatedAt: now })
          .where(eq(promptExamples.id, id))
          .run();
        return ok({ id, name, values });
      };
      const saved = raw.transaction(work).immediate();
      if (saved.ok) onChange(whose.feature);
      return saved;
    },

    remove(id: string): Result<PromptExample, 'not_found'> {
      const found = orm
        .select({ example: promptExamples, feature: prompts.feature })
        .from(promptExamples)
        .innerJoin(prompts, eq(prompts.id, promptExamples.promptId))
        .where(eq(promptExamples.id, id))
        .get();
      if (!found) return gone();
      orm.delete(promptExamples).where(eq(promptExamples.id, id)).run();
      onChange(found.feature as PromptFeature);
      return ok(exampleIn(found.example));
    },
  };
}

const gone = () => fail('not_found', 'This example is not here any more.');
