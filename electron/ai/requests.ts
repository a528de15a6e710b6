import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { AiRequestState, TokenCount } from '../../shared/domain/ai.ts';
import { estimateSent, estimateTokens } from '../../shared/domain/ai-tokens.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { aiRequests } from '../database/schema/index.ts';
import type { AiMessage } from './call.ts';

export type RequestRow = typeof aiRequests.$inferSelect;
export type NewRequest = Omit<typeof aiRequests.$inferInsert, 'id' | 'state' | 'createdAt'>;
export type Requests = ReturnType<typeof createRequests>;

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
