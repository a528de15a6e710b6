import { AI_FEATURES, type AiFeature } from '../ai.ts';

/** What has prompts: the test of a connection has none, and the test bench tries those of others. */
export type PromptFeature = Exclude<AiFeature, 'bench' | 'test'>;

export const PROMPT_FEATURES = AI_FEATURES.filter(
  (feature): feature is PromptFeature => feature !== 'bench' && feature !== 'test',
);
