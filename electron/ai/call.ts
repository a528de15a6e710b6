import type { AiConnectionKind } from '../../shared/domain/ai.ts';

export interface AiMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** As `data:` addresses, for a model that sees. */
  images?: string[];
}

export interface AiCall {
  name: string;
  kind: AiConnectionKind;
  baseUrl: string;
  /** Null where none is needed. */
  key: string | null;
  model: string;
  messages: readonly AiMessage[];
  json: boolean;
  maxTokens: number | null;
}
