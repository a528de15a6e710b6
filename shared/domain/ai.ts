/** What a connection is, so that its set-up can be told. All speak OpenAI's protocol. */
export const AI_CONNECTION_KINDS = ['deepseek', 'openai', 'ollama', 'lmstudio', 'other'] as const;
export type AiConnectionKind = (typeof AI_CONNECTION_KINDS)[number];

/** What the studio does for somebody; each has prompts and a line in the ledger of its own. */
export const AI_FEATURES = [
  'generate',
  'optimise',
  'hashtags',
  'caption',
  'describe',
  'translate',
  'repurpose',
  'reply',
  'plan',
  'score',
  'shorten',
  /** Prompts that are tried with examples: a line of its own in the bill, whatever they are for. */
  'bench',
  'test',
] as const;
export type AiFeature = (typeof AI_FEATURES)[number];

export const AI_REQUEST_STATES = [
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
  /** A budget ended it; what had come is kept. */
  'stopped',
] as const;
export type AiRequestState = (typeof AI_REQUEST_STATES)[number];

/** Whether the endpoint counted the tokens, or we did, by estimate. */
export type CountedBy = 'endpoint' | 'estimate';

/** Prices in millionths of a US dollar for a million tokens: $0.27 is 270,000. Null where it costs nothing to ask. */
export interface AiPrice {
  in: number;
  /** Of tokens that the endpoint still had. */
  cached: number;
  out: number;
}

export interface AiModel {
  name: string;
  price: AiPrice | null;
  /** Tokens that a request and its answer may have together; null where it is not known. */
  context: number | null;
  sees: boolean;
}

export interface TokenCount {
  in: number;
  /** Of those that went in. */
  cached: number;
  out: number;
}

/** What tokens cost, in 1e-12 US dollars: an exact integer, so that sums agree with their rows. */
export const costOf = (tokens: TokenCount, price: AiPrice | null): number =>
  price === null
    ? 0
    : (tokens.in - tokens.cached) * price.in +
      tokens.cached * price.cached +
      tokens.out * price.out;
