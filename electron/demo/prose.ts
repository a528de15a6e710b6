import type { Random } from './random.ts';
import type { Voice } from './voices/voice.ts';

/** The strictest text limit that the sample posts must fit: Bluesky's 300 graphemes. */
const LIMIT = 300;

/** Photographers that few posts credit, so that a search can look for something rare. */
const FIRST_NAMES = [
  'Orsolya',
  'Amadou',
  'Freya',
  'Ignacio',
  'Sunniva',
  'Kwame',
  'Ottilie',
  'Nnamdi',
];
const LAST_NAMES = ['Brandstetter', 'Okonkwo', 'Thistlewood', 'Quiroga', 'Iturbe', 'Söderberg'];

const SERIES = ['No.', 'Part', 'Note', 'Episode'];

/** A post as this client would write it: one to three sentences, sometimes a link, tags or an emoji. */
export function writePost(voice: Voice, random: Random): string {
  const sentences = distinct(voice.sentences, random.chance(0.35) ? 2 : 1, random);
  const parts = sentences.map((sentence) => fill(sentence, voice, random));
  if (random.chance(0.05)) parts.unshift(`${random.pick(SERIES)} ${random.between(2, 400)}.`);

  if (random.chance(0.004)) {
    parts.push(`📷 ${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}.`);
  }
  const link = random.chance(0.4) ? ` ${random.pick(voice.links)}` : '';
  if (link || random.chance(0.5)) parts.push(random.pick(voice.calls) + link);
  if (random.chance(0.45)) parts.push(random.pick(voice.emoji));
  const tags = [0, 1, 2, 3][random.weighted([4, 3, 3, 1])] ?? 0;
  const tagLine = distinct(voice.tags, tags, random)
    .map((tag) => `#${tag}`)
    .join(' ');

  while (parts.length > 1 && length(parts, tagLine) > LIMIT) parts.splice(1, 1);
  return join(parts, tagLine);
}

/** The same thing said by another account of the client, or null where it simply follows. */
export const writeVariant = (voice: Voice, random: Random): string | null =>
  random.chance(0.3) ? writePost(voice, random) : null;

/** An unfinished thought, as drafts are. */
export function writeDraft(voice: Voice, random: Random): string {
  const text = fill(random.pick(voice.sentences), voice, random);
  return random.chance(0.3) ? `TODO: ${text}` : text;
}

const join = (parts: readonly string[], tags: string) =>
  tags ? `${parts.join(' ')}\n\n${tags}` : parts.join(' ');

const length = (parts: readonly string[], tags: string) => [...join(parts, tags)].length;

const fill = (sentence: string, voice: Voice, random: Random) =>
  sentence.replace(/\{(\w+)\}/g, (_slot, name: string) => random.pick(voice.words[name] ?? []));

/** `count` different ones, in a random order. */
function distinct(from: readonly string[], count: number, random: Random): string[] {
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.between(0, left.length - 1), 1),
  ).flat();
}
