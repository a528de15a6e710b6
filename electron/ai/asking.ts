import type { AiFeature } from '../../shared/domain/ai.ts';
import type { AiMessage } from './call.ts';

/** Who waits: a person before the screen, one who will look later, nobody. */
export const AI_PRIORITY = { person: 0, later: 5, background: 10 } as const;

export interface AiAsk {
  feature: AiFeature;
  /** Whose bill it goes on; null for none. */
  clientId: string | null;
  /** What it is about: `{ postId }`, `{ commentId }`. */
  subject: Record<string, string>;
  messages: AiMessage[];
  /** The answer is to be JSON. Say so in the messages too: some services want it. */
  json?: boolean;
  /** Tokens that the answer may have; 2,000 unless said. */
  maxTokens?: number;
  priority?: number;
  /** The connection's first one unless said. */
  model?: string;
  /** The first one that is not paused unless said. */
  connectionId?: string;
  promptVersionId?: string;
}

export type AskRefusal =
  | 'no_connection'
  | 'paused'
  | 'no_model'
  | 'no_key'
  | 'keychain_unavailable'
  | 'over_budget'
  | 'too_long'
  | 'cannot_see';

export interface Asked {
  requestId: string;
  /** A budget is nearly used up, in words. */
  warning: string | null;
}
