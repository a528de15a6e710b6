import type { BrandVoice } from '../brand-voice.ts';
import { wellFormed } from './fence.ts';

/** An example of how a client sounds is no longer than this, in characters. */
const LONGEST_EXAMPLE = 600;

/**
 * How a client sounds, as a model is told it; empty where nobody has said anything.
 * @param examples posts that were approved
 */
export function voiceText(voice: BrandVoice | null, examples: readonly string[]): string {
  const list = (words: readonly string[]) => words.map((word) => `“${plain(word)}”`).join(', ');
  const lines = [
    voice && voice.tone !== '' && `Tone: ${plain(voice.tone)}`,
    voice && voice.audience !== '' && `Readers: ${plain(voice.audience)}`,
    voice && voice.language !== '' && `Language: ${languageName(voice.language)}`,
    voice && voice.use.length > 0 && `Words to use where they fit: ${list(voice.use)}`,
    voice && voice.avoid.length > 0 && `Words never to use: ${list(voice.avoid)}`,
    voice && voice.notes.trim() !== '' && `Also: ${plain(voice.notes)}`,
    examples.length > 0 &&
      `Posts of this client that were approved. Sound like them, and don’t repeat them:\n${examples
        .map((example) => `“${plain(example)}”`)
        .join('\n')}`,
  ];
  return lines.filter((line) => typeof line === 'string').join('\n');
}

const plain = (text: string): string => {
  const line = [...wellFormed(text).replace(/\s+/gu, ' ').trim()];
  return line.length > LONGEST_EXAMPLE
    ? `${line.slice(0, LONGEST_EXAMPLE).join('')}…`
    : line.join('');
};

/** `British English (en-GB)` */
export function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames('en', { type: 'language' }).of(tag);
    return name && name !== tag ? `${name} (${tag})` : tag;
  } catch {
    return tag;
  }
}
