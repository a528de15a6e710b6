import type OpenAI from 'openai';
import type { CountedBy, TokenCount } from '../../shared/domain/ai.ts';
import { estimateSent, tokensIn } from '../../shared/domain/ai-tokens.ts';
import { retryAfterOf } from '../platforms/rate-limits.ts';
import type { AiCall } from './call.ts';
import {
  type AiProblem,
  cut,
  empty,
  malformed,
  refusal,
  runaway,
  stalled,
  unreachable,
} from './call-problem.ts';
import { requestBody } from './request-body.ts';
import { createWatch, type Patience } from './watch.ts';

export interface AiAnswer {
  text: string;
  /** Null where it ended well. */
  problem: AiProblem | null;
  /** It ended at the most tokens it may have. */
  isCutShort: boolean;
  /** Somebody ended it: a person, or a budget. */
  wasAborted: boolean;
  /** Null where nothing was counted: nothing was done. */
  tokens: (TokenCount & { by: CountedBy }) | null;
}

export interface ClientOptions {
  version: string;
  /** UTC epoch ms, for dates in headers. */
  now(): number;
  fetch?: typeof fetch;
  patience?: Partial<Patience>;
}

/** Characters that an answer may have: a post is small. */
const MAX_CHARACTERS = 1_000_000;

/** One call at a time of OpenAI's protocol, streamed. Nothing is tried twice in here, and nothing is thrown. */
export function createClient({ version, now, fetch: reach = fetch, patience }: ClientOptions) {
  // Read with the first request: the start of the application does without.
  const load = async () => (await import('openai')).default;

  function open(
    Client: typeof OpenAI,
    { baseUrl, key }: Pick<AiCall, 'baseUrl' | 'key'>,
    send: typeof fetch,
  ): OpenAI {
    return new Client({
      ...{ baseURL: baseUrl, apiKey: key ?? 'none', organization: null, project: null },
      ...{ webhookSecret: null, maxRetries: 0, timeout: 900_000, logLevel: 'off' },
      fetch: send,
    });
  }

  /** What goes out says who we are, and nothing of this computer. */
  const plain =
    (onResponse: (response: Response) => Response): typeof fetch =>
    async (input, init) => {
      const headers = new Headers(init?.headers);
      for (const name of [...headers.keys()])
        if (name.startsWith('x-stainless')) headers.delete(name);
      headers.set('user-agent', `ClientNest/${version}`);
      // A redirect would carry the key to a place that nobody chose.
      return onResponse(await reach(input, { ...init, headers, redirect: 'manual' }));
    };

  return {
    /**
     * Asks, and tells of each piece as it comes.
     * @param onPiece false ends it there
     * @param onStart something came, be it only thoughts: from here on it is billed
     */
    async ask(
      call: AiCall,
      {
        signal,
        onStart,
        onPiece,
      }: {
        signal: AbortSignal;
        onStart: () => void;
        /** Thoughts come as an empty piece: they are billed. `out` is about what came so far, in tokens. */
        onPiece: (piece: string, text: string, out: number) => boolean;
      },
    ): Promise<AiAnswer> {
      const Client = await load();
      const watch = createWatch(call.baseUrl, signal, patience, call.maxTokens);
      const came = { text: '', out: 0, usage: null as TokenCount | null, finish: '' };
      let isAccepted = false;
      let isEnded = false;
      let isRunaway = false;
      const most = call.maxTokens === null ? Number.POSITIVE_INFINITY : 2 * call.maxTokens + 200;

      const answer = (problem: AiProblem | null): AiAnswer => {
        const counted = came.usage;
        const tokens: AiAnswer['tokens'] = counted
          ? { ...counted, by: 'endpoint' }
          : isAccepted
            ? {
                ...{ in: estimateSent(call.messages), cached: 0 },
                ...{ out: Math.ceil(came.out), by: 'estimate' as const },
              }
            : null;
        const wasAborted = (signal.aborted || isEnded) && problem === null;
        const isCutShort = came.finish === 'length';
        return { text: came.text, problem, isCutShort, wasAborted, tokens };
      };

      try {
        const client = open(
          Client,
          call,
          plain((response) => watch.through(response)),
        );
        const stream = await client.chat.completions.create(requestBody(call), {
          signal: watch.signal,
        });
        isAccepted = true;
        for await (const chunk of stream) {
          // `data: null` is JSON too.
          if (!chunk) continue;
          came.usage = usageIn(chunk.usage) ?? came.usage;
          const [choice] = Array.isArray(chunk.choices) ? chunk.choices : [];
          if (!choice) continue;
          const { piece, unseen } = piecesOf(choice.delta);
          if (piece || unseen) {
            if (came.out === 0) onStart();
            came.out += tokensIn(piece) + tokensIn(unseen);
            came.text += piece;
            if (!onPiece(piece, came.text, Math.ceil(came.out))) {
              isEnded = true;
              break;
            }
          }
          if (choice.finish_reason) {
            came.finish = choice.finish_reason;
            watch.isOver();
          }
          isRunaway = came.text.length > MAX_CHARACTERS || came.out > most;
          if (isRunaway) break;
        }
      } catch (error) {
        if (!signal.aborted && !came.finish)
          return answer(problemOf(error, call, watch, isAccepted));
      } finally {
        watch.stop();
      }
      if (isRunaway) return answer(runaway(call));
      if (signal.aborted || isEnded) return answer(null);
      if (watch.isStalled() && !came.finish) return answer(stalled(call, isAccepted));
      // Not even the beginning of an answer: a web page, say.
      const hasBegun = came.out > 0;
      if (!came.finish) return answer(hasBegun ? cut(call, null) : malformed(call));
      return answer(came.text.trim() === '' ? empty(call) : null);
    },

    /** Names of the models that an endpoint says it has. */
    async models(call: AiCall): Promise<string[] | AiProblem> {
      const Client = await load();
      const watch = createWatch(call.baseUrl, new AbortController().signal, patience, null);
      try {
        const client = open(
          Client,
          call,
          plain((response) => watch.through(response)),
        );
        // Not by the package's own list: that takes a web page for a service without models.
        const body = await client.get<{ data?: unknown } | null>('/models', {
          signal: watch.signal,
        });
        if (!Array.isArray(body?.data)) return malformed(call);
        const names = body.data.map((one: { id?: unknown } | null) => one?.id);
        return names.filter((name): name is string => typeof name === 'string').slice(0, 500);
      } catch (error) {
        return problemOf(error, call, watch, false);
      } finally {
        watch.stop();
      }
    },
  };

  function problemOf(
    error: unknown,
    call: AiCall,
    watch: ReturnType<typeof createWatch>,
    isAccepted: boolean,
  ): AiProblem {
    if (watch.isStalled()) return stalled(call, isAccepted);
    const said = error instanceof Error ? (error as Error & Partial<Refused>) : null;
    if (said && typeof said.status === 'number') {
      const wait = said.headers ? retryAfterOf(said.headers, now()) : null;
      const body = said.error as { message?: unknown } | undefined;
      const message = typeof body?.message === 'string' ? withoutKey(body.message, call) : null;
      return refusal(call, said.status, { code: said.code ?? null, message }, wait);
    }
    if (watch.isFlooded()) return runaway(call);
    if (isAccepted && said?.error !== undefined) return cut(call, withoutKey(said.message, call));
    // What breaks on the line has a cause; what the package trips over has none.
    const isOdd = isAccepted && error instanceof TypeError && error.cause === undefined;
    if (error instanceof SyntaxError || isOdd) return malformed(call);
    return isAccepted ? cut(call, null) : unreachable(call, error);
  }
}
export type AiClient = ReturnType<typeof createClient>;

/** Some services quote the key that they refuse. */
const withoutKey = (words: string, { key }: AiCall): string =>
  key ? words.replaceAll(key, '…') : words;

/** The package's own errors, by what they carry: its classes are read with the first request only. */
interface Refused {
  status: number;
  headers: Headers;
  error: unknown;
  code: string | null;
}

/** Words, and what is billed without being words: thoughts, and tools that nobody asked for. */
function piecesOf(delta: unknown): { piece: string; unseen: string } {
  const { content, reasoning_content, reasoning, tool_calls } = (delta ?? {}) as Record<
    string,
    unknown
  >;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const tools = Array.isArray(tool_calls) ? JSON.stringify(tool_calls) : '';
  return { piece: text(content), unseen: text(reasoning_content) + text(reasoning) + tools };
}

/** More tokens than any model takes: who says so has not counted, and it would be billed to somebody. */
const MOST_COUNTED = 100_000_000;

/** DeepSeek names what it still had in a field of its own. Null where it makes no sense. */
function usageIn(usage: unknown): TokenCount | null {
  if (typeof usage !== 'object' || usage === null) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details, prompt_cache_hit_tokens } =
    usage as Record<string, unknown>;
  const details = (prompt_tokens_details ?? {}) as Record<string, unknown>;
  const count = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_COUNTED
      ? value
      : null;
  const [into, out] = [count(prompt_tokens), count(completion_tokens)];
  if (into === null || out === null) return null;
  const cached = count(details.cached_tokens) ?? count(prompt_cache_hit_tokens) ?? 0;
  return { in: into, cached: Math.min(cached, into), out };
}
