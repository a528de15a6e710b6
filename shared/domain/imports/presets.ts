import { readMoment } from './dates.ts';
import type { ImportMapping } from './fields.ts';
import { fieldByHeader } from './headers.ts';

export const IMPORT_FORMATS = ['clientnest', 'buffer', 'hootsuite', 'table'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

// Bulk files of other tools, as far as their columns are published; looked up on 2026-11-23. Neither tool's own page could
// be read: what stands here is what programs that write such files cite of it, and walk-throughs by people who use them.

/**
 * Buffer: these names, in that case; several tags with commas, a time as `YYYY-MM-DD HH:mm`, a board for Pinterest only.
 * https://support.buffer.com/article/926-how-to-upload-posts-in-bulk-to-buffer
 */
const BUFFER_COLUMNS: Readonly<Record<string, ImportMapping[number]>> = {
  Text: 'text',
  'Image URL': 'media',
  Tags: 'labels',
  'Posting Time': 'date',
  'Board Name': null,
};

/** The first column of our own export, so that it is told apart. */
export const OWN_MARK = 'ClientNest post';

export interface Recognised {
  format: ImportFormat;
  hasHeader: boolean;
  mapping: ImportMapping;
}

/** A file of a known tool, by its header or its shape; null of every other table. */
export function recognise(rows: readonly (readonly string[])[]): Recognised | null {
  const [first = []] = rows;
  const names = first.map((name) => name.trim());
  if (names[0] === OWN_MARK)
    return { format: 'clientnest', hasHeader: true, mapping: names.map(fieldByHeader) };
  if (
    names.includes('Text') &&
    names.includes('Posting Time') &&
    names.every((name) => Object.hasOwn(BUFFER_COLUMNS, name))
  )
    return {
      format: 'buffer',
      hasHeader: true,
      mapping: names.map((name) => BUFFER_COLUMNS[name] ?? null),
    };
  return isHootsuite(rows)
    ? {
        format: 'hootsuite',
        hasHeader: false,
        mapping: names.map((_, column) => (['date', 'text', 'link'] as const)[column] ?? null),
      }
    : null;
}

/**
 * Hootsuite: two or three columns without names: a date with a time, a message, and nothing or a link. In which order
 * a date is written is chosen beside the upload there, so it is found by the column here.
 * https://kim-iverson-headlee.blogspot.com/2016/08/the-business-of-writing-using-hootsuite.html
 */
function isHootsuite(rows: readonly (readonly string[])[]): boolean {
  const some = rows.slice(0, 50).filter((row) => row.some((cell) => cell.trim() !== ''));
  return (
    some.length > 0 &&
    some.every(([date = '', text = '', link = '', ...others]) => {
      const moment = readMoment(date);
      return (
        moment?.date != null &&
        moment.time !== null &&
        text.trim() !== '' &&
        readMoment(text) === null &&
        (link.trim() === '' || /^https?:\/\/\S+$/i.test(link.trim())) &&
        others.every((cell) => cell.trim() === '')
      );
    }) &&
    some.some((row) => row.length > 1)
  );
}
