import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { AiFeature, AiRequestState, CountedBy, TokenCount } from '../../shared/domain/ai.ts';
import { estimateSent, estimateTokens } from '../../shared/domain/ai-tokens.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { aiRequests } from '../database/schema/index.ts';
import type { AiMessage } from './call.ts';

export type RequestRow = typeof aiRequests.$inferSelect;
export type NewRequest = Omit<typeof aiRequests.$inferInsert, 'id' | 'state' | 'createdAt'>;
export type Requests = ReturnType<typeof createRequests>;

/** A request of the test bench, without what was sent. */
export interface TriedRequest {
  id: string;
  exampleId: string;
  network: NetworkId;
  /** Those that were asked together. */
  runId: string;
  clientId: string | null;
  /** Null for the built-in one. */
  versionId: string | null;
  state: AiRequestState;
  problemText: string | null;
  answer: string;
  tokens: number;
  countedBy: CountedBy | null;
  cost: number;
  createdAt: number;
  startedAt: number | null;
  firstTokenAt: number | null;
  endedAt: number | null;
}
/** More are not looked at: 20 examples by two versions are 40. */
const TRIED = 400;

type Price = (request: RequestRow, tokens: TokenCount) => number;

/** What is kept of what is sent. */
export interface Payload {
  host: string;
  messages: AiMessage[];
  json: boolean;
  maxTokens: number | null;
  masked: number;
}

/** Requests as they are kept: the queue, and the ledger once they are over. */
export function createRequests({ database, clock }: { database: Database; clock: Clock }) {
  const { orm, raw } = database;
  const oneWaiting = raw.prepare(
    "SELECT 1 FROM ai_requests WHERE state IN ('queued', 'running') AND state = 'queued' LIMIT 1",
  );
  let prepared: ReturnType<typeof prepare> | null = null;
  function prepare() {
    const ofTask = 'id IN (SELECT value FROM json_each(@ids))';
    return {
      // A post that is not saved yet can't be referred to, only named.
      mark: raw.prepare<[Record<string, unknown>]>(
        `UPDATE ai_requests SET taken_at = @now,
           post_id = coalesce((SELECT id FROM posts WHERE id = @postId), post_id),
           subject = CASE WHEN subject ->> '$.against' IS NULL THEN subject
             ELSE json_set(subject, '$.taken', @text, '$.postId',
               coalesce(@postId, subject ->> '$.postId', '')) END
         WHERE ${ofTask}`,
      ),
      compared: raw
        .prepare<[Record<string, unknown>], AiFeature>(
          `SELECT DISTINCT feature FROM ai_requests
           WHERE ${ofTask} AND subject ->> '$.against' IS NOT NULL`,
        )
        .pluck(),
      // What is not of the bench is left out by the index alone.
      tried: raw.prepare<[Record<string, unknown>]>(
        `SELECT id, subject ->> '$.exampleId' AS exampleId, subject ->> '$.network' AS network,
           subject ->> '$.runId' AS runId, client_id AS clientId, prompt_version_id AS versionId,
           state, problem_text AS problemText, answer, tokens_in + tokens_out AS tokens,
           counted_by AS countedBy, cost, created_at AS createdAt, started_at AS startedAt,
           first_token_at AS firstTokenAt, ended_at AS endedAt
         FROM ai_requests INDEXED BY ai_requests_ledger
         WHERE created_at > 0 AND feature = 'bench' AND subject ->> '$.promptId' = @promptId
         ORDER BY created_at DESC, id DESC LIMIT ${TRIED}`,
      ),
    };
  }
  const get = (id: string): RequestRow | null =>
    orm.select().from(aiRequests).where(eq(aiRequests.id, id)).get() ?? null;

  return {
    get,

    insert(request: NewRequest): string {
      const id = v7();
      orm
        .insert(aiRequests)
        .values({ ...request, id, state: 'queued', createdAt: clock.now() })
        .run();
      return id;
    },

    hasWaiting: (): boolean => oneWaiting.get() !== undefined,

    waiting: (): RequestRow[] =>
      orm
        .select()
        .from(aiRequests)
        // The literal is what the partial index is made of.
        .where(
          sql`${aiRequests.state} in ('queued', 'running') and ${eq(aiRequests.state, 'queued')}`,
        )
        .orderBy(asc(aiRequests.priority), asc(aiRequests.createdAt), asc(aiRequests.id))
        .limit(500)
        .all(),

    /** Changes a request that is in one of these states. @returns whether it was */
    move(
      id: string,
      from: readonly AiRequestState[],
      change: Partial<typeof aiRequests.$inferInsert>,
    ): boolean {
      return (
        orm
          .update(aiRequests)
          .set(change)
          .where(and(eq(aiRequests.id, id), inArray(aiRequests.state, [...from])))
          .run().changes === 1
      );
    },

    /**
     * What a crash left. Where nothing had come it waits again; else it is over, with what had come: to ask again
     * would be billed again.
     */
    recover(costOf: Price): void {
      const running = sql`${aiRequests.state} in ('queued', 'running') and ${eq(aiRequests.state, 'running')}`;
      const begun = sql`${running} and ${aiRequests.firstTokenAt} is not null`;
      for (const row of orm.select().from(aiRequests).where(begun).all()) {
        const payload = payloadOf(row);
        // It is billed, whatever became of us.
        const tokens = {
          ...{ in: estimateSent(payload.messages), cached: 0 },
          out: estimateTokens(row.answer),
        };
        orm
          .update(aiRequests)
          .set({
            ...{ state: 'failed', problem: 'interrupted', problemText: INTERRUPTED },
            ...{ tokensIn: tokens.in, tokensOut: tokens.out, countedBy: 'estimate' },
            ...{ cost: costOf(row, tokens), endedAt: clock.now() },
            payload: withoutImages(payload),
          })
          .where(eq(aiRequests.id, row.id))
          .run();
      }
      orm.update(aiRequests).set({ state: 'queued', startedAt: null }).where(running).run();
    },

    /**
     * Notes that somebody took what came of them.
     * @param ids of one task
     * @returns the features of those that are compared with another version
     */
    take(ids: readonly string[], { postId, text }: { postId: string | null; text: string }) {
      prepared ??= prepare();
      const { mark, compared } = prepared;
      const about = { ids: JSON.stringify(ids) };
      const work = () => {
        mark.run({ ...about, postId, text, now: clock.now() });
        return compared.all(about);
      };
      return raw.transaction(work).immediate();
    },

    /** What a prompt was tried with, the newest first; not what was sent. */
    triedWith(promptId: string): TriedRequest[] {
      prepared ??= prepare();
      return prepared.tried.all({ promptId }) as TriedRequest[];
    },

    list: ({ clientId, before, limit }: ParsedInput<'ai.requests'>): RouteOutput<'ai.requests'> =>
      orm
        .select()
        .from(aiRequests)
        .where(
          and(
            clientId === undefined ? undefined : eq(aiRequests.clientId, clientId),
            // Ids sort by time.
            before === undefined ? undefined : lt(aiRequests.id, before),
          ),
        )
        .orderBy(desc(aiRequests.id))
        .limit(limit)
        .all()
        .map(shown),

    detail(id: string): Result<RouteOutput<'ai.request'>, 'not_found'> {
      const row = get(id);
      if (!row) return fail('not_found', 'This request is not in the ledger any more.');
      const payload = payloadOf(row);
      return ok({
        ...shown(row),
        ...{ subject: row.subject, answer: row.answer, host: payload.host || null },
        masked: payload.masked,
        sent: payload.messages.map(({ role, content, images }) => ({
          ...{ role, content, images: (images ?? []).map(described) },
        })),
      });
    },
  };
}

const shown = (row: RequestRow): RouteOutput<'ai.requests'>[number] => {
  const { id, connectionName, clientId, feature, model, state, problem, problemText } = row;
  const { tokensIn, tokensCached, tokensOut, countedBy, cost } = row;
  const { createdAt, startedAt, firstTokenAt, endedAt } = row;
  return {
    ...{ id, connectionName, clientId, feature, model, state, problem, problemText },
    ...{ tokensIn, tokensCached, tokensOut, countedBy, cost },
    ...{ createdAt, startedAt, firstTokenAt, endedAt },
  };
};

export const payloadOf = ({ payload }: Pick<RequestRow, 'payload'>): Payload =>
  payload as unknown as Payload;

/** `image/jpeg, 120 kB`: what is looked at again later is what went, not the picture. */
const described = (image: string): string => {
  const [, kind, bytes] = /^data:([^;,]+)[^,]*,(.*)$/s.exec(image) ?? [];
  return kind === undefined
    ? image
    : `${kind}, ${Math.ceil(((bytes?.length ?? 0) * 0.75) / 1000)} kB`;
};

/** Once it is over, images are in it by name only: the workspace would grow with each. */
export const withoutImages = (payload: Payload): Record<string, unknown> => ({
  ...payload,
  messages: payload.messages.map(({ images, ...message }) =>
    images ? { ...message, images: images.map(described) } : message,
  ),
});

const INTERRUPTED =
  'ClientNest ended in the middle of it. What had come is kept; asking again would be billed again, so it is yours to do.';
