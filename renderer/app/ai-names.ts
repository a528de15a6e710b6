import type { AiFeature } from '../../shared/domain/ai.ts';

/** What each feature is called in lists and bills. */
export const AI_FEATURE_NAMES: Readonly<Record<AiFeature, string>> = {
  generate: 'Writing posts',
  optimise: 'Improving posts',
  hashtags: 'Hashtags',
  caption: 'Captions',
  describe: 'Describing pictures',
  translate: 'Translating',
  repurpose: 'Repurposing',
  reply: 'Replies',
  plan: 'Planning',
  score: 'Judging quality',
  shorten: 'Shortening',
  bench: 'Test bench',
  test: 'Tests of a connection',
};
