import { v7 } from 'uuid';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { createQuality } from '../../shared/domain/quality/quality.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { BenchCell } from '../../shared/ipc/views.ts';
import type { Ai } from '../ai/ai.ts';
import { AI_PRIORITY } from '../ai/asking.ts';
import type { TriedRequest } from '../ai/requests.ts';
import type { Clients } from '../clients/clients.ts';
import type { Posts } from '../posts/posts.ts';
import { benchTexts } from './bench-texts.ts';
import { MOST_TOKENS } from './desk.ts';
import type { Spot } from './places.ts';
import type { Whose } from './prompt-rows.ts';
import type { Prompts } from './prompts.ts';

interface BenchOptions {
  ai: Pick<Ai, 'submit' | 'cancel' | 'requests'>;
  prompts: Pick<Prompts, 'get' | 'idOf' | 'ensure' | 'tryOut' | 'examples'>;
  clients: Pick<Clients, 'profile'>;
  posts: Pick<Posts, 'earlier'>;
}

type RunFailure = Exclude<RouteErrorCode<'bench.run'>, 'invalid_input'>;

/** So many answers are kept measured: what was rated once is not rated at each look. */
const MEASURED = 500;

/** Tries prompts with examples. What is asked stands in the ledger like everything, so it is there when one comes back. */
export function createBench({ ai, prompts, clients, posts }: BenchOptions) {
  const measured = new Map<string, BenchCell['texts']>();
  const running = new Map<string, { isCancelled: boolean }>();

  /** By the rules, with what the client avoids and has said before. */
  function rater() {
    const byClient = new Map<string | null, ReturnType<typeof createQuality>>();
    return (clientId: string | null) => {
      const known = byClient.get(clientId);
      if (known) return known;
      const profile = clientId === null ? null : clients.profile(clientId);
      const rate = createQuality({
        voice: profile?.ok ? profile.value.voice : null,
        earlier: clientId === null ? [] : posts.earlier(clientId, null),
      });
      byClient.set(clientId, rate);
      return rate;
    };
  }

  function textsOf(
    { feature }: Whose,
    { id, answer, state, network, clientId }: TriedRequest,
    rateFor: ReturnType<typeof rater>,
  ): BenchCell['texts'] {
    if (state !== 'done') return null;
    const known = measured.get(id);
    if (known !== undefined) return known;
    const texts = benchTexts(feature, answer, spotOf(network), rateFor(clientId));
    if (measured.size >= MEASURED) measured.clear();
    measured.set(id, texts);
    return texts;
  }

  return {
    get(whose: Whose): Result<RouteOutput<'bench.get'>, 'not_found'> {
      const there = prompts.get(whose);
      if (!there.ok) return there;
      const examples = prompts.examples.tried(whose);
      const promptId = prompts.idOf(whose);
      const tried = promptId === null ? [] : ai.requests.triedWith(promptId);
      const ids = new Set(examples.map(({ id }) => id));
      const rateFor = rater();
      const cells = new Map<string, BenchCell>();
      for (const request of tried) {
        const key = `${request.exampleId} ${request.versionId}`;
        // The newest comes first.
        if (cells.has(key) || !ids.has(request.exampleId)) continue;
        cells.set(key, cellOf(request, textsOf(whose, request, rateFor)));
      }
      const [newest] = tried;
      const ofLast = tried.filter(({ runId }) => runId === newest?.runId).toReversed();
      return ok({
        examples,
        last: newest
          ? {
              versionIds: [...new Set(ofLast.map(({ versionId }) => versionId))],
              ...{ network: newest.network, at: newest.createdAt },
            }
          : null,
        cells: [...cells.values()],
      });
    },

    /** Asks for everything; answers as soon as it is in the queue. */
    async run({
      versionIds,
      exampleIds,
      network,
      ...whose
    }: ParsedInput<'bench.run'>): Promise<Result<RouteOutput<'bench.run'>, RunFailure>> {
      const there = prompts.get(whose);
      if (!there.ok) return there;
      if (whose.feature === 'describe') return fail('unusable', NO_PICTURES);
      const examples = prompts.examples.tried(whose).filter(({ id }) => exampleIds.includes(id));
      if (examples.length === 0)
        return fail('not_found', 'These examples are not here any more. Choose others.');
      const promptId = prompts.ensure(whose);
      const state = { isCancelled: false };
      running.set(promptId, state);
      const answer = await askAll(state);
      if (running.get(promptId) === state) running.delete(promptId);
      return answer;

      async function askAll(until: { isCancelled: boolean }) {
        const runId = v7();
        const requestIds: string[] = [];
        let warning: string | null = null;
        const most = MOST_TOKENS[whose.feature];
        for (const { id: exampleId, clientId: own, values } of examples)
          for (const versionId of versionIds) {
            if (until.isCancelled) return ok({ requestIds, refused: null, warning });
            const clientId = own ?? whose.clientId;
            const setting = { clientId, networks: [network] };
            const messages = prompts.tryOut({ ...whose, versionId }, setting, values);
            const asked = messages.ok
              ? await ai.submit({
                  ...{ feature: 'bench', clientId, messages: messages.value, json: true },
                  subject: { promptId, exampleId, network, runId },
                  priority: AI_PRIORITY.later,
                  ...(most !== undefined && { maxTokens: most }),
                  ...(versionId !== null && { promptVersionId: versionId }),
                })
              : unusable(messages.error);
            if (!asked.ok)
              return requestIds.length === 0
                ? asked
                : ok({ requestIds, refused: asked.error.message, warning });
            requestIds.push(asked.value.requestId);
            warning ??= asked.value.warning;
          }
        return ok({ requestIds, refused: null, warning });
      }
    },

    async cancel(whose: Whose): Promise<Result<RouteOutput<'bench.cancel'>, 'not_found'>> {
      const promptId = prompts.idOf(whose);
      if (promptId === null) return ok({ cancelled: 0 });
      const state = running.get(promptId);
      if (state) state.isCancelled = true;
      const open = ai.requests
        .triedWith(promptId)
        .filter(({ state: now }) => now === 'queued' || now === 'running');
      await Promise.all(open.map(({ id }) => ai.cancel(id)));
      return ok({ cancelled: open.length });
    },
  };
}

const spotOf = (network: TriedRequest['network']): Spot => ({
  place: { network, accountId: null },
  capabilities: NETWORKS[network],
});

function cellOf(request: TriedRequest, texts: BenchCell['texts']): BenchCell {
  const { id, exampleId, versionId, network, state, problemText, answer } = request;
  const { tokens, countedBy, cost, createdAt, startedAt, firstTokenAt, endedAt } = request;
  const since = (at: number | null) =>
    at === null || startedAt === null ? null : Math.max(0, at - startedAt);
  return {
    ...{ requestId: id, exampleId, versionId, network, state, problemText, answer, texts },
    ...{ tokens, countedBy, cost, createdAt },
    ...{ firstTokenMs: since(firstTokenAt), tookMs: since(endedAt) },
  };
}

const unusable = ({ code, message }: { code: string; message: string }) =>
  code === 'not_found' ? fail('not_found', message) : fail('unusable', message);

const NO_PICTURES =
  'An example is made of words, and a description of a picture. Try it beside a picture in the composer.';
