import type { Source } from '../network.ts';
import { readMoment } from './dates.ts';
import type { ImportMapping } from './fields.ts';
import { fieldByHeader } from './headers.ts';

export const IMPORT_FORMATS = ['clientnest', 'buffer', 'hootsuite', 'table'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

interface Preset {
  /** Where its columns are described, and when that was read. */
  source: Source;
}

/**
 * Bulk files of other tools, as far as their columns are published. Buffer: `Text`, `Image URL`, `Tags`, `Posting Time`
 * as `YYYY-MM-DD HH:mm`, and `Board Name` for Pinterest; names in that case. Hootsuite: no names; date and time,
 * message, link, and the order of a date is chosen beside the upload (`mm/dd/yyyy`, `dd/mm/yyyy`, `yyyy-mm-dd`).
 * Hootsuite's own page could not be read; what stands here is from its users' walk-throughs.
 */
export const PRESETS: Readonly<Record<'buffer' | 'hootsuite', Preset>> = {
  buffer: {
    source: {
      page: 'https://support.buffer.com/article/926-how-to-upload-posts-in-bulk-to-buffer',
      readOn: '2026-11-23',
    },
  },
  hootsuite: {
    source: {
      page: 'https://kim-iverson-headlee.blogspot.com/2016/08/the-business-of-writing-using-hootsuite.html',
      readOn: '2026-11-23',
    },
  },
};

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

/** Two or three columns without names: a date with a time, a text, and nothing or a link. */
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
