import { z } from 'zod';
import type { PromptFeature } from '../../shared/domain/prompts/features.ts';
import { splitThread } from '../../shared/domain/text/thread.ts';
import type { BenchCell } from '../../shared/ipc/views.ts';
import { jsonIn } from '../ai/structured.ts';
import { answers } from './answers.ts';
import { overBy, proposed, type Spot } from './places.ts';

type Rate = (post: {
  capabilities: Spot['capabilities'];
  text: string;
  parts: string[];
}) => { score: number } | null;

/** What is a post, and is rated as one. */
const POSTS: ReadonlySet<PromptFeature> = new Set([
  ...(['generate', 'optimise', 'caption', 'translate', 'repurpose', 'shorten', 'plan'] as const),
]);

const planned = z.object({ posts: z.array(z.object({ text: z.string() })).min(1) });

/** The texts in an answer of a feature; null where it is not of the shape that was asked for. */
function textsIn(feature: PromptFeature, value: unknown, spot: Spot): string[] | null {
  const read = <Schema extends z.ZodType>(
    schema: Schema,
    texts: (answer: z.output<Schema>) => string[],
  ): string[] | null => {
    const parsed = schema.safeParse(value);
    return parsed.success ? texts(parsed.data) : null;
  };
  switch (feature) {
    case 'generate':
    case 'repurpose':
      return read(answers.posts([spot]), (posts) => posts.map(({ text }) => text));
    case 'hashtags':
      return read(answers.hashtags, ({ hashtags }) => [
        hashtags.map((tag) => `#${tag.replace(/^[#＃]+/, '')}`).join(' '),
      ]);
    case 'caption':
      return read(answers.captions, ({ captions }) => captions);
    case 'reply':
      return read(answers.replies, ({ replies }) => replies.map(({ text }) => text));
    case 'plan':
      return read(planned, ({ posts }) => posts.map(({ text }) => text));
    case 'score':
      return read(answers.judged, ({ score, reasons }) => [
        [`${score} of 100`, ...reasons.map(({ text, step }) => `${text} ${step}`.trim())].join(
          '\n',
        ),
      ]);
    default:
      return read(answers.one, ({ text }) => [text]);
  }
}

/** The same measured for the network and rated by the rules, as far as that is meant for it. */
export function benchTexts(
  feature: PromptFeature,
  answer: string,
  spot: Spot,
  rate: Rate,
): BenchCell['texts'] {
  const texts = textsIn(feature, jsonIn(answer), spot);
  // A thread is what the app makes of a long one there.
  const asThread = feature === 'repurpose';
  return (
    texts?.map((text) => {
      if (!POSTS.has(feature) && feature !== 'reply') return { text, fit: null, score: null };
      const { used, limit, over } = proposed(text, spot, {
        ...{ written: [], shortened: false, asThread },
      });
      const { capabilities } = spot;
      const isThread = asThread && overBy(text, spot, false) > 0 && !over;
      const parts = isThread ? splitThread(text, capabilities.text, 'split') : [text];
      const rated = POSTS.has(feature) ? rate({ capabilities, text, parts }) : null;
      return { text, fit: { used, limit, over }, score: rated?.score ?? null };
    }) ?? null
  );
}
