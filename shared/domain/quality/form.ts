import { linksIn } from '../links.ts';
import { counted, number } from '../preflight/finding.ts';
import { hasLink } from '../text/links.ts';
import { measureText } from '../text/measure.ts';
import { countTags } from '../text/tags.ts';
import { xLinks } from '../text/x-weighted.ts';
import { good, type Judged, type Judgement, poor } from './reason.ts';

/** Whether the network takes it as it is. */
export function judgeFit({ capabilities: { name, text: limit }, parts }: Judged): Judgement {
  const over = parts.map((part) => measureText(part, limit)).find((measure) => measure.over);
  if (over) {
    const excess = Math.max(over.used - over.limit, 0);
    return poor(
      0,
      excess > 0
        ? `It is ${counted(excess, 'character')} too long for ${name}. Shorten it, or let it go on as a thread where ${name} has them.`
        : `Its characters and emoji take too many bytes for ${name}. Shorten it a little.`,
    );
  }
  return good(parts.length > 1 ? `Its ${parts.length} parts fit ${name}.` : `It fits ${name}.`);
}

/** By how that network uses hashtags, and counts them. */
export function judgeHashtags({ capabilities, habits, parts }: Judged): Judgement {
  const { name, text: limit } = capabilities;
  const count = Math.max(...parts.map((part) => countTags(part).hashtags));
  const { least, most } = habits.hashtags;
  if (limit.hashtags !== undefined && count > limit.hashtags)
    return poor(
      0,
      `${name} takes ${counted(limit.hashtags, 'hashtag')}, and these are ${number(count)}. Remove ${number(count - limit.hashtags)}.`,
    );
  if (count > most)
    return poor(
      1 - (count - most) / (most + 4),
      `${counted(count, 'hashtag')} are many for ${name}. Keep the ${most === 1 ? 'one that says' : `${most} that say`} most.`,
    );
  if (count < least) {
    const wanted = least === 1 ? 'one' : `${least} to ${most}`;
    return poor(
      0.3 + (0.7 * count) / (least + 1),
      `People find posts on ${name} by hashtags. Add ${wanted} that your readers follow.`,
    );
  }
  return good(
    count === 0 ? 'No hashtags in the way.' : `${counted(count, 'hashtag')}, as ${name} likes it.`,
  );
}

export function judgeLinks({ capabilities, habits, parts, prose }: Judged): Judgement {
  const { name, text: limit } = capabilities;
  const text = parts.join('\n');
  const count = limit.unit === 'x_weighted' ? xLinks(text).length : linksIn(text).length;
  if (count === 0 && !hasLink(text, limit)) return good('No link that takes people away.');
  if (!habits.linksWork)
    return poor(
      0.2,
      `Nobody can tap a link in a text on ${name}. Put it into the profile, and say so here.`,
    );
  if (prose.words.length < 3)
    return poor(0.2, 'There is hardly more than a link. Say why it is worth following.');
  if (count > 1)
    return poor(
      0.5,
      `${number(count)} links pull readers apart. Keep the one that matters${parts.length > 1 ? ' in each part' : ''}.`,
    );
  return good('One link, and words that lead to it.');
}

/** With skin tones and joined ones as one; © and ™ are letters to a reader. */
const EMOJI = String.raw`(?:\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|(?![©®™])\p{Extended_Pictographic}(?:[\u{1f3fb}-\u{1f3ff}\ufe0f]|\u200d\p{Extended_Pictographic})*)`;
const ALL_EMOJI = new RegExp(EMOJI, 'gu');
const RUN = new RegExp(`(?:${EMOJI}\\s?){4}`, 'u');

export function judgeEmoji({ habits, parts, prose }: Judged): Judgement {
  const text = parts.join('\n');
  const count = text.match(ALL_EMOJI)?.length ?? 0;
  if (prose.words.length > 0 && count > prose.words.length)
    return poor(0, 'There are more emoji than words. Say it in words, and keep one or two.');
  const most = habits.emoji * parts.length;
  if (count > most)
    return poor(
      1 - (count - most) / (most + 2),
      `${number(count)} emoji are hard to read, and screen readers say each by name. Keep ${habits.emoji} at most.`,
    );
  if (RUN.test(text))
    return poor(0.4, 'Many emoji stand in a row, and screen readers say each by name. Keep one.');
  return good(count === 0 ? 'No emoji in the way.' : 'Emoji in measure.');
}

const SHOUTED = /^\p{Lu}{4,}$/u;

export function judgeCapitals({ prose }: Judged): Judgement {
  const { sentences, words } = prose;
  // Scripts without capitals never shout.
  const loud = words.filter((word) => SHOUTED.test(word));
  const inARow = sentences.some((sentence) =>
    sentence.some((_, at) => {
      const three = sentence.slice(at, at + 3);
      return three.length === 3 && three.every((word) => /^\p{Lu}{2,}$/u.test(word));
    }),
  );
  if (!inARow && loud.length <= Math.max(1, words.length * 0.1)) return good('Nothing is shouted.');
  return poor(
    inARow ? 0 : 0.3,
    `${loud.length > 0 ? `“${loud[0]}”` : 'A line'} is in capitals, which reads as shouting. Write it in small letters.`,
  );
}
