import type { PromptFeature } from './features.ts';

/** How each feature is answered: what reads the answer relies on it, so that no template can change it. */
const SHAPES: Readonly<Record<PromptFeature, string>> = {
  generate:
    '{"posts": [{"network": "the network’s id, as in the limits", "text": "the post", "why": "one short sentence"}]}',
  optimise:
    '{"text": "the new post", "explanation": "what you changed and why, in two or three sentences", "improvements": ["what should get better, one short sentence each"]}',
  hashtags: '{"hashtags": [{"tag": "without #", "why": "a few words"}]}',
  caption: '{"captions": ["one caption each"]}',
  describe: '{"text": "the description"}',
  translate: '{"text": "the translation", "notes": "what could not be kept, or an empty text"}',
  repurpose:
    '{"posts": [{"network": "the network’s id, as in the limits", "text": "the post", "thread": ["the parts after the first; empty where one post is enough"]}]}',
  reply: '{"replies": [{"text": "the answer", "tone": "one or two words"}]}',
  plan: '{"posts": [{"slot": "one of the free times, as YYYY-MM-DD HH:MM", "accounts": ["the codes of the accounts that it is for, such as a1"], "topic": "a few words", "text": "the post itself", "category": "one or two words", "why": "one short sentence: why this, and why then"}]}',
  score:
    '{"score": "a whole number from 0 to 100", "reasons": [{"text": "one short sentence", "step": "what to do about it"}]}',
  shorten: '{"text": "the shorter post"}',
};

export const answerShape = (feature: PromptFeature): string =>
  `Answer with JSON alone, no words before or after it, of this shape:\n${SHAPES[feature]}`;
