import { AI_FEATURES, type AiFeature } from '../ai.ts';

/** What has prompts: the test of a connection has none. */
export type PromptFeature = Exclude<AiFeature, 'test'>;

export const PROMPT_FEATURES = AI_FEATURES.filter(
  (feature): feature is PromptFeature => feature !== 'test',
);
