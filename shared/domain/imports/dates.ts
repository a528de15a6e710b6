/** In which order a date says its day, month and year. */
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** A date as it is written, before anybody knows which number is the month. */
export interface WrittenDate {
  /** The numbers as they stand; of a month that is written out, its number. */
  numbers: readonly [number, number, number];
  /** Known where the year comes first, or the month is a word. */
  order: DateOrder | null;
  separator: string;
}

export interface WrittenTime {
  hour: number;
  minute: number;
  /** Whether it says morning or afternoon. */
  twelve: boolean;
}

export interface WrittenMoment {
  date: WrittenDate | null;
  time: WrittenTime | null;
  /** Minutes ahead of UTC; null where it does not say. */
  offset: number | null;
  /** A name of a zone behind it, as it is written. */
  zone: string | null;
}

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s,])/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s,])/;
const NUMBERS = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?=$|[T\s,])/;
const DAY_WORD =
  /^(\d{1,2})(?:st|nd|rd|th|º|er|\.)?[\s-]+(?:de\s+|of\s+)?(\p{L}+)\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?=$|[T\s,])/iu;
const WORD_DAY = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?=$|[T\s,])/iu;
const WEEKDAY = /^\p{L}+\.?,?\s+(?=\d|\p{L}+\.?\s+\d)/u;
const BETWEEN = /^(?:[T\s,]|at\b|um\b|à\b|a las\b|alle\b|om\b|às\b|@|[-–])+/i;
const TIME =
  /^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?\s?m\.?(?=$|[\s+\-,(])|uhr\b|h\b)?/i;
const OFFSET = /^(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?$/i;

/**
 * A date, a time, or both, with an offset or a zone behind them, as people and programs write them; null
 * where it is none of it.
 */
export function readMoment(written: string): WrittenMoment | null {
  let rest = written.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (rest === '' || rest.length > 80) return null;
  const found = readDate(rest) ?? readDate(rest.replace(WEEKDAY, ''));
  if (found) rest = found.rest.replace(BETWEEN, '').trim();
  const date = found?.date ?? null;
  if (rest === '') return date && { date, time: null, offset: null, zone: null };
  const timed = readTime(rest, date === null);
  if (!timed) return null;
  const end = readEnd(timed.rest);
  return end && { date, time: timed.time, ...end };
}

function readDate(text: string): { date: WrittenDate; rest: string } | null {
  const first = YEAR_FIRST.exec(text);
  if (first) return dated(text, first[0], [first[1], first[3], first[4]], 'ymd', first[2]);
  const compact = COMPACT.exec(text);
  if (compact) return dated(text, compact[0], [compact[1], compact[2], compact[3]], 'ymd', '');
  const plain = NUMBERS.exec(text);
  if (plain) return dated(text, plain[0], [plain[1], plain[3], plain[4]], null, plain[2]);
  const day = DAY_WORD.exec(text);
  const named = day ? monthNamed(day[2] ?? '') : null;
  if (day && named) return dated(text, day[0], [day[1], `${named}`, day[3]], 'dmy', ' ');
  const word = WORD_DAY.exec(text);
  const month = word ? monthNamed(word[1] ?? '') : null;
  if (word && month) return dated(text, word[0], [`${month}`, word[2], word[3]], 'mdy', ' ');
  return null;
}

function dated(
  text: string,
  read: string,
  numbers: readonly (string | undefined)[],
  order: DateOrder | null,
  separator = '',
): { date: WrittenDate; rest: string } {
  const [a = 0, b = 0, c = 0] = numbers.map(Number);
  return { date: { numbers: [a, b, c], order, separator }, rest: text.slice(read.length) };
}

/** A time alone must look like one: a bare number is none, behind a date it is an hour with `am` only. */
function readTime(text: string, isAlone: boolean): { time: WrittenTime; rest: string } | null {
  const found = TIME.exec(text);
  if (!found) return null;
  const [read, hours, minutes, , half] = found;
  const isWord = /(?:uhr|h)$/i.test(read.trim());
  if (minutes === undefined && half === undefined && !isWord) return null;
  if (
    isAlone &&
    minutes !== undefined &&
    /^\d{1,2}\.\d{2}$/.test(read.trim()) &&
    half === undefined
  )
    if (Number(hours) > 24) return null;
  let hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return null;
  return {
    time: { hour, minute, twelve: half !== undefined },
    rest: text.slice(read.length).trim(),
  };
}

function readEnd(text: string): Pick<WrittenMoment, 'offset' | 'zone'> | null {
  const rest = text
    .replace(/\buhr\b/i, '')
    .replace(/^[([]+|[)\]]+$/g, '')
    .trim();
  if (rest === '') return { offset: null, zone: null };
  // `2026-04-03T09:00+02:00[Europe/Berlin]` says it twice; the offset is enough.
  const offset = offsetOf(rest.replace(/\[.*$/, ''));
  if (offset !== null) return { offset, zone: null };
  return /^[A-Za-z][\w+\-/ ]{1,60}$/.test(rest) ? { offset: null, zone: rest } : null;
}

/** Minutes ahead of UTC of `Z`, `+02:00`, `UTC+2`; null where it is none. */
export function offsetOf(text: string): number | null {
  const written = text.trim();
  if (/^(?:Z|UTC|GMT)$/i.test(written)) return 0;
  const found = OFFSET.exec(written);
  if (!found) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return minutes > 14 * 60 ? null : found[1] === '+' ? minutes : -minutes;
}

export interface PlainDate {
  year: number;
  month: number;
  day: number;
}

/** The day that is meant; null where there is no such day in that order. */
export function dateIn(written: WrittenDate, order: DateOrder): PlainDate | null {
  const [a, b, c] = written.numbers;
  const [year, month, day] =
    (written.order ?? order) === 'ymd'
      ? written.order === 'ymd'
        ? [a, b, c]
        : [c, b, a]
      : (written.order ?? order) === 'dmy'
        ? [c, b, a]
        : [c, a, b];
  const full = year < 100 ? 2000 + year : year;
  const days = new Date(Date.UTC(full, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && full >= 1970 && full <= 2200
    ? { year: full, month, day }
    : null;
}

let months: Map<string, number> | null = null;
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];

/** The month of that name or its beginning, in one of the languages; null of anything else. */
function monthNamed(word: string): number | null {
  months ??= monthNames();
  return months.get(foldedMonth(word)) ?? null;
}

const foldedMonth = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/\p{M}|\./gu, '')
    .toLowerCase();

function monthNames(): Map<string, number> {
  const names = new Map<string, number>([
    ['sept', 9],
    ['mrz', 3],
  ]);
  for (const language of LANGUAGES)
    for (const length of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month++)
        names.set(foldedMonth(format.format(Date.UTC(2026, month - 1, 15))), month);
    }
  return names;
}
