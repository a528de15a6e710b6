import { readFile } from 'node:fs/promises';
import { asAnswered } from '../../shared/domain/reply-limit.ts';
import { countTags } from '../../shared/domain/text/tags.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Media } from '../media/media.ts';
import { answers } from './answers.ts';
import type { Desk, StudioFailure } from './desk.ts';

type Input<Name extends `studio.${string}`> = Name extends keyof Inputs ? Inputs[Name] : never;
type Inputs = {
  [Name in
    | 'studio.generate'
    | 'studio.optimise'
    | 'studio.hashtags'
    | 'studio.caption'
    | 'studio.describe'
    | 'studio.judge'
    | 'studio.translate'
    | 'studio.shorten'
    | 'studio.repurpose'
    | 'studio.replies']: ParsedInput<Name>;
};
type Drafts = Promise<Result<RouteOutput<'studio.generate'>, StudioFailure>>;

/** What the studio does for somebody. All of it is proposals: nothing here saves, sends or publishes. */
export function createFeatures({ desk, media }: { desk: Desk; media: Pick<Media, 'open'> }) {
  return {
    generate: (input: Input<'studio.generate'>): Drafts =>
      desk.at(input, input.places, async (task, spots) => {
        const { topic, tone, language, hashtags, count, wish } = input;
        const besides = [
          wish,
          tone !== '' && `The tone is ${tone}.`,
          hashtags ? 'With hashtags where the network likes them.' : 'Without hashtags.',
        ];
        const values = {
          ...{ topic, count, wish: besides.filter(Boolean).join(' ') },
          ...(language !== '' && { language }),
        };
        const asking = { feature: 'generate', spots, values } as const;
        const written = await desk.ask(task, input, asking, answers.posts(spots));
        if (!written.ok) return written;
        const texts = await desk.fitted(task, input, written.value, { written: [topic, wish] });
        return texts.ok ? ok({ texts: texts.value, ...desk.told(task) }) : texts;
      }),

    optimise: (
      input: Input<'studio.optimise'>,
    ): Promise<Result<RouteOutput<'studio.optimise'>, StudioFailure>> =>
      desk.at(input, [input.place], async (task, spots) => {
        const { text, goals, wish } = input;
        const values = { post: text, goals, wish };
        const asking = { feature: 'optimise', spots, values } as const;
        const made = await desk.ask(task, input, asking, answers.optimised);
        if (!made.ok) return made;
        const { explanation, improvements } = made.value;
        const writings = spots.map((spot) => ({ spot, text: made.value.text }));
        const texts = await desk.fitted(task, input, writings, { written: [text, wish] });
        if (!texts.ok) return texts;
        return ok({ texts: texts.value, explanation, improvements, ...desk.told(task) });
      }),

    hashtags: (
      input: Input<'studio.hashtags'>,
    ): Promise<Result<RouteOutput<'studio.hashtags'>, StudioFailure>> =>
      desk.at(input, [input.place], async (task, spots) => {
        const { text, count } = input;
        const values = { post: text, count };
        const asking = { feature: 'hashtags', spots, values } as const;
        const made = await desk.ask(task, input, asking, answers.hashtags);
        if (!made.ok) return made;
        const most = spots[0]?.capabilities.text.hashtags ?? Number.POSITIVE_INFINITY;
        const room = Math.max(0, most - countTags(text).hashtags);
        const hashtags = newTags(made.value.hashtags, text).slice(0, Math.min(count, room));
        return ok({ hashtags, ...desk.told(task) });
      }),

    async caption(
      input: Input<'studio.caption'>,
    ): Promise<Result<RouteOutput<'studio.caption'>, StudioFailure | 'nothing_to_go_by'>> {
      const { altText, mediaId, count, wish } = input;
      if (altText === '' && mediaId === null)
        return fail('nothing_to_go_by', 'Describe the picture first: the caption is made of that.');
      const image = mediaId === null ? null : await shown(media, mediaId);
      if (image && !image.ok) return image;
      return desk.at(input, [input.place], async (task, spots) => {
        const picture = altText === '' ? 'Look at the picture that is attached.' : altText;
        const made = await desk.ask(
          task,
          input,
          {
            ...{ feature: 'caption', spots, values: { picture, count, wish } },
            ...(image && { images: [image.value] }),
          },
          answers.captions,
        );
        if (!made.ok) return made;
        const writings = made.value.captions
          .slice(0, count)
          .flatMap((text) => spots.map((spot) => ({ spot, text })));
        const texts = await desk.fitted(task, input, writings, { written: [altText, wish] });
        return texts.ok ? ok({ texts: texts.value, ...desk.told(task) }) : texts;
      });
    },

    async describe(
      input: Input<'studio.describe'>,
    ): Promise<Result<RouteOutput<'studio.describe'>, StudioFailure>> {
      const { mediaId, post, limit, language, wish } = input;
      const image = await shown(media, mediaId);
      if (!image.ok) return image;
      return desk.at(input, [], async (task) => {
        const values = { post, limit, wish, ...(language !== '' && { language }) };
        const asking = { feature: 'describe', spots: [], values, images: [image.value] } as const;
        const made = await desk.ask(task, input, asking, answers.one);
        return made.ok ? ok({ text: made.value.text, ...desk.told(task) }) : made;
      });
    },

    judge: (
      input: Input<'studio.judge'>,
    ): Promise<Result<RouteOutput<'studio.judge'>, StudioFailure>> =>
      desk.at(input, [input.place], async (task, spots) => {
        const asking = { feature: 'score', spots, values: { post: input.text } } as const;
        const made = await desk.ask(task, input, asking, answers.judged);
        return made.ok ? ok({ ...made.value, ...desk.told(task) }) : made;
      }),

    translate: (input: Input<'studio.translate'>): Drafts =>
      desk.at(input, [input.place], async (task, spots) => {
        const { text, into, wish } = input;
        const values = { post: text, into, wish };
        const asking = { feature: 'translate', spots, values } as const;
        const made = await desk.ask(task, input, asking, answers.one);
        if (!made.ok) return made;
        const writings = spots.map((spot) => ({ spot, text: made.value.text }));
        const texts = await desk.fitted(task, input, writings, { written: [text, wish] });
        return texts.ok ? ok({ texts: texts.value, ...desk.told(task) }) : texts;
      }),

    shorten: (input: Input<'studio.shorten'>): Drafts =>
      desk.at(input, [input.place], async (task, spots) => {
        const { text } = input;
        const writings = spots.map((spot) => ({ spot, text }));
        const texts = await desk.fitted(task, input, writings, { written: [text] });
        return texts.ok ? ok({ texts: texts.value, ...desk.told(task) }) : texts;
      }),

    repurpose: (input: Input<'studio.repurpose'>): Drafts =>
      desk.at(input, input.places, async (task, spots) => {
        const { source, kind, wish } = input;
        const asking = { feature: 'repurpose', spots, values: { source, wish } } as const;
        const made = await desk.ask(task, input, asking, answers.posts(spots));
        if (!made.ok) return made;
        const isArticle = kind === 'article';
        // What stands in a page of others is theirs: a link in it was not written by the person.
        const written = isArticle ? [wish] : [source, wish];
        const texts = await desk.fitted(task, input, made.value, { written, asThread: isArticle });
        return texts.ok ? ok({ texts: texts.value, ...desk.told(task) }) : texts;
      }),

    replies: (input: Input<'studio.replies'>): Drafts =>
      desk.at(input, [input.place], async (task, spots) => {
        const { comment, author, post, thread, tone, count, wish } = input;
        const answered = spots.map((spot) => ({
          ...spot,
          capabilities: asAnswered(spot.capabilities),
        }));
        const values = { comment, author, post, thread, tone, count, wish };
        const asking = { feature: 'reply', spots: answered, values } as const;
        const made = await desk.ask(task, input, asking, answers.replies);
        if (!made.ok) return made;
        const writings = made.value.replies
          .slice(0, count)
          .flatMap(({ text }) => answered.map((spot) => ({ spot, text })));
        // Who is answered may be named, but people call themselves what they like; what the comment says may not come
        // back as ours.
        const named = /^[@＠][^\s/@]+(?:@[^\s/@]+)?$/u.test(author) ? author : '';
        const texts = await desk.fitted(task, input, writings, { written: [post, named, wish] });
        return texts.ok ? ok({ texts: texts.value, ...desk.told(task) }) : texts;
      }),
  };
}

/** Tags that the network reads as one tag each, and that are not there yet. */
function newTags(proposed: readonly string[], text: string): string[] {
  const there = new Set((text.match(/[#＃][\p{L}\p{M}\p{N}_]+/gu) ?? []).map(folded));
  const tags: string[] = [];
  for (const one of proposed) {
    const tag = `#${one
      .trim()
      .replace(/^[#＃]+/, '')
      .replace(/\s+/g, '')}`;
    const isOne = countTags(tag).hashtags === 1 && /^#[\p{L}\p{M}\p{N}_]+$/u.test(tag);
    if (!isOne || there.has(folded(tag))) continue;
    there.add(folded(tag));
    tags.push(tag);
  }
  return tags;
}
const folded = (tag: string): string => tag.slice(1).normalize('NFKC').toLowerCase();

/** The picture at the size of a screen, as a model takes it. */
async function shown(
  media: Pick<Media, 'open'>,
  mediaId: string,
): Promise<Result<string, 'not_found'>> {
  const file = await media.open(mediaId, 'screen');
  if (!file) return fail('not_found', 'This picture is not here any more. Add it again.');
  const bytes = await readFile(file.path);
  return ok(`data:${file.mimeType};base64,${bytes.toString('base64')}`);
}
