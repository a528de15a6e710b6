import { isOnThisComputer } from './address.ts';

/** In ms. */
export interface Patience {
  /** Until the first byte of an answer. */
  first: number;
  /** The same on this computer, which may have to read a large model first. */
  firstLocal: number;
  /** Between two bytes. */
  silence: number;
  /** After the last word, for what it cost. */
  after: number;
  whole: number;
}

/** A second below half a minute, so that it is told within it. */
const PATIENCE: Patience = {
  first: 29_000,
  firstLocal: 180_000,
  silence: 29_000,
  after: 3000,
  whole: 600_000,
};

/** Bytes that an answer may have, with all that is around its words: what never ends must fill neither memory nor time. */
const MOST_BYTES = 32_000_000;
const BEFORE_A_WORD = 2_000_000;
/** Services send some 300 with each. */
const OF_A_TOKEN = 1000;

/**
 * Ends a call that stands still, or that never ends. Bytes are what counts, not words: a service that is busy keeps the line open with
 * comments.
 */
export function createWatch(
  baseUrl: string,
  asked: AbortSignal,
  chosen: Partial<Patience> | undefined,
  maxTokens: number | null,
) {
  const most = maxTokens === null ? MOST_BYTES : BEFORE_A_WORD + OF_A_TOKEN * maxTokens;
  const patience = { ...PATIENCE, ...chosen };
  const limit = new AbortController();
  let stalled = false;
  let bytesSeen = 0;
  const end = () => {
    stalled = true;
    limit.abort();
  };
  let silence = patience.silence;
  const first = isOnThisComputer(baseUrl) ? patience.firstLocal : patience.first;
  let timer = setTimeout(end, first);
  const whole = setTimeout(end, patience.whole);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(end, silence);
  };
  return {
    signal: AbortSignal.any([limit.signal, asked]),
    /** Looks at what comes, and hands it on. */
    through(response: Response): Response {
      again();
      if (!response.body) return response;
      const seen = new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, out) {
          again();
          bytesSeen += bytes.byteLength;
          if (bytesSeen > most) out.error(new Error('The answer does not end'));
          else out.enqueue(bytes);
        },
      });
      const { status, statusText, headers } = response;
      return new Response(response.body.pipeThrough(seen), { status, statusText, headers });
    },
    /** All words are there. */
    isOver(): void {
      silence = patience.after;
      again();
    },
    isStalled: () => stalled,
    isFlooded: () => bytesSeen > most,
    stop(): void {
      clearTimeout(timer);
      clearTimeout(whole);
    },
  };
}
