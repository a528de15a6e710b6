import { comparable, likeness } from '../similarity.ts';
import { phraseIn } from '../wrong-client/phrase.ts';
import { readingEase } from './prose.ts';
import { good, type Judged, type Judgement, poor } from './reason.ts';

const DAY = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
/** `3 May` */
const dayOf = (at: number): string => new Intl.DateTimeFormat('en-GB', DAY).format(at);

/** Sentences of which a reader knows the rest before reading it. */
const WORN = [
  'we are excited',
  "we're excited",
  'we are thrilled',
  "we're thrilled",
  'we are happy to',
  "we're happy to",
  'we are pleased',
  "we're pleased",
  'we are proud to',
  "we're proud to",
  'excited to announce',
  'thrilled to announce',
  'happy monday',
  'happy friday',
  'did you know',
  'in today’s world',
  "in today's",
  'check out our',
  'check this out',
  'introducing our',
  'as a leading',
  'are you looking for',
  'look no further',
];

/** The line that decides whether somebody reads on. */
export function judgeHook({ capabilities: { name }, habits, prose }: Judged): Judgement {
  const line = prose.text.split('\n').find((one) => one.trim() !== '') ?? '';
  const opening = line.trim();
  if (/^(?:https?:\/\/|www\.)/i.test(opening))
    return poor(0.2, 'It begins with a link. Begin with what is in it for the reader.');
  if (/^[#＃]/u.test(opening))
    return poor(0.3, 'It begins with a hashtag. Begin with a sentence, and put tags at the end.');
  if (/^@/.test(opening))
    return poor(
      0.5,
      'It begins with a name, which reads as an answer to somebody. Begin with what it is about.',
    );
  const plain = opening.toLowerCase().replace(/[’ʼ]/gu, "'");
  if (WORN.some((phrase) => plain.includes(phrase) && plain.indexOf(phrase) < 20))
    return poor(
      0.5,
      'It begins as many posts do. Begin with the news itself, a figure, or a question.',
    );
  const first = /^.*?[.!?…。！？](?=\s|$)/u.exec(opening)?.[0] ?? opening;
  const length = [...first].length;
  if (length > habits.hook)
    return poor(
      0.7 - (length - habits.hook) / 400,
      `Its first sentence has ${length} characters, and about ${habits.hook} are seen on ${name} at first. Say the best of it sooner.`,
    );
  return good('Its first line can be taken in at a glance.');
}

/** Words that the client never wants to read. */
export function judgeWords({ prose, voice }: Judged): Judgement {
  if (!voice || voice.avoid.length === 0) return null;
  const said = voice.avoid.filter((word) => phraseIn(prose.text, word).length > 0);
  const [first, ...others] = said;
  if (first === undefined) return good('None of the words that this client avoids.');
  const also = others.length === 0 ? '' : ` and ${others.map((word) => `“${word}”`).join(', ')}`;
  return poor(
    0.4 - 0.2 * others.length,
    `This client avoids “${first}”${also}. Say it in other words.`,
  );
}

/** Words of a sentence that a reader on a telephone still holds together. */
const LONG_SENTENCE = 25;
const EASY = 55;

export function judgeReading({ prose }: Judged): Judgement {
  const { sentences, words, isEnglish, isSpaced } = prose;
  // Of a few words, or of a script whose words can't be told, nothing follows.
  if (!isSpaced || words.length < 8) return null;
  const longest = Math.max(...sentences.map((sentence) => sentence.length));
  if (longest > LONG_SENTENCE)
    return poor(
      0.7 - (longest - LONG_SENTENCE) / 40,
      `A sentence has ${longest} words. Cut it in two.`,
    );
  if (isEnglish) {
    const ease = readingEase(prose);
    if (ease < EASY)
      return poor(
        0.4 + (0.5 * ease) / EASY,
        'Its words are long, as in a contract. Use short ones, as you would say it.',
      );
  }
  const wall = prose.plain.split(/\n+/).find((part) => part.trim().split(/\s+/).length > 70);
  if (wall !== undefined)
    return poor(0.6, 'A paragraph is long. Break it, so that it can be read on a telephone.');
  return good('It reads easily.');
}

export function judgeRepetition({ prose, earlier }: Judged): Judgement {
  if (earlier.length === 0) return null;
  const compare = likeness(prose.text);
  const alike = earlier.map((post) => ({ post, how: compare(post.text) }));
  const found = alike.find(({ how }) => how === 'same') ?? alike.find(({ how }) => how === 'near');
  if (found) {
    const when = dayOf(found.post.at);
    return found.how === 'same'
      ? poor(0, `It says the same as the post of ${when}. Tell it from another side.`)
      : poor(0.25, `It says nearly the same as the post of ${when}. Tell it from another side.`);
  }
  const opening = openingOf(prose.text);
  const again = opening === '' ? undefined : earlier.find((post) => post.opening === opening);
  if (again)
    return poor(
      0.6,
      `It begins with the same words as the post of ${dayOf(again.at)}. Find another way in.`,
    );
  return good(
    earlier.length === 1
      ? 'Not a repeat of the post before.'
      : `Not a repeat of the ${earlier.length} posts before.`,
  );
}

/** A first line of at least some words, as it is compared. */
export function openingOf(text: string): string {
  const line = comparable(text.split('\n').find((one) => one.trim() !== '') ?? '');
  return line.length >= 20 ? line.slice(0, 80) : '';
}

const ASKING = new RegExp(
  `(?<![\\p{L}'’])(?:${[
    'book|order|read|see|watch|join|visit|comment|share|save|sign up|register|reply|vote|download|listen|subscribe|discover|learn|find out',
    'find|call us|write to us|write us|send|ask|follow|shop|swipe|tap|click|dm|message us|let us know|let me know|tell us|tell me|drop|tag a|tag someone',
    'link in bio|link in the|grab|reserve|get yours|get your|come by|come and|stop by|drop by|pop in|try|apply|enter|donate|bring|meet us|see you|more at|more on|pick|choose|pre-order|start',
  ].join('|')})(?![\\p{L}'’])`,
  'iu',
);

/** Something for the reader to do; in languages other than English only a question can be told. */
export function judgeCall({ prose }: Judged): Judgement {
  if (/[?？؟](?:\s|$)/u.test(prose.plain)) return good('It asks something, so that people answer.');
  if (!prose.isEnglish) return null;
  if (ASKING.test(prose.plain)) return good('It says what to do next.');
  return poor(0.2, 'It leaves nothing to do. End with a question, or say what comes next.');
}
