import type { EmojiData, SkinTone } from 'frimousse';

type Tone = Exclude<SkinTone, 'none'>;
const TONES: readonly Tone[] = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'];

/** The groups of emojibase, in its order; the third has only parts of others. */
const CATEGORIES = [
  [0, 'Smileys and emotion'],
  [1, 'People and body'],
  [3, 'Animals and nature'],
  [4, 'Food and drink'],
  [5, 'Travel and places'],
  [6, 'Activities'],
  [7, 'Objects'],
  [8, 'Symbols'],
  [9, 'Flags'],
] as const;

/** Every emoji that this computer can draw, from data that comes with the app: nothing is fetched from anywhere. */
export async function emojiData(): Promise<EmojiData> {
  const { default: all } = await import('emojibase-data/en/data.json');
  const drawn = newestDrawn(all);
  const emojis = all.flatMap((one) => {
    const { emoji, group, version, label, tags = [], skins = [] } = one;
    if (group === undefined || group === 2 || version > drawn) return [];
    const toned = skins.flatMap(({ tone, emoji: skin }) => {
      const name = typeof tone === 'number' ? TONES[tone - 1] : undefined;
      return name ? [[name, skin] as const] : [];
    });
    const base = { emoji, category: group, version, label: sentence(label), tags };
    return toned.length === TONES.length
      ? [{ ...base, skins: Object.fromEntries(toned) as Record<Tone, string> }]
      : [base];
  });
  return {
    locale: 'en',
    emojis,
    categories: CATEGORIES.map(([index, label]) => ({ index, label })),
    skinTones: {
      light: 'Light skin',
      'medium-light': 'Medium-light skin',
      medium: 'Medium skin',
      'medium-dark': 'Medium-dark skin',
      dark: 'Dark skin',
    },
  };
}

const sentence = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** The newest version of Unicode's emoji that the fonts here have; older ones are drawn too. */
function newestDrawn(all: readonly { emoji: string; version: number }[]): number {
  const samples = new Map<number, string>();
  // Joined ones are drawn as their parts where the font does not know them.
  for (const { emoji, version } of all)
    if (!samples.has(version) && !emoji.includes('\u200d')) samples.set(version, emoji);
  const canvas = document.createElement('canvas');
  canvas.width = 16;
  canvas.height = 16;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return Number.POSITIVE_INFINITY;
  context.font = '12px sans-serif';
  context.textBaseline = 'top';
  const picture = (text: string): string => {
    context.clearRect(0, 0, 16, 16);
    context.fillText(text, 0, 0);
    return context.getImageData(0, 0, 16, 16).data.join();
  };
  // No font has this one: what stands for it stands for all that are missing.
  const missing = picture('\u{10ffff}');
  const versions = [...samples.keys()].sort((a, b) => b - a);
  return versions.find((version) => picture(samples.get(version) ?? '') !== missing) ?? 0;
}
