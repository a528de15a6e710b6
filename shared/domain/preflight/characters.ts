import { error, type Finding } from './finding.ts';

/** Half a character, what became of one, and what no screen shows; line ends and tabs are none of these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BROKEN = /[\ud800-\udfff\ufffd]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]/u;
/** Characters shown before it, so that it is found. */
const AROUND = 20;

/** Networks put a "�" in the place of such a character, or refuse the post; nobody would see it before. */
export function checkCharacters(texts: readonly string[]): Finding[] {
  return texts.flatMap((text) => {
    const found = BROKEN.exec(text);
    if (!found) return [];
    const before = [...text.slice(0, found.index)].slice(-AROUND).join('').trim();
    const where = before === '' ? 'at its beginning' : `after “${before}”`;
    const what = /[\ud800-\udfff\ufffd]/u.test(found[0])
      ? 'half of an emoji, say'
      : 'an invisible one';
    return [
      error(
        'broken_character',
        `The text has a broken character ${where}: ${what}. Delete it there, or type the words anew.`,
      ),
    ];
  });
}
