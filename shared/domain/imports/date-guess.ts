import { type DateOrder, dateIn, readMoment } from './dates.ts';

export interface DateGuess {
  order: DateOrder;
  /** No value says whether its day or its month comes first: both readings are days that exist. */
  ambiguous: boolean;
  /** The value that decided it; null where all say it themselves, or none does. */
  decidedBy: string | null;
  /** Values that are no date in that order. */
  unread: number;
  clock: '12h' | '24h' | null;
}

/**
 * In which order a whole column says its days: what cannot be a month decides. Where nothing does, a dot means
 * the day first, as in Europe, and everything else what is usual in the person's zone; it is told as ambiguous then.
 */
export function guessDates(values: readonly string[], zone: string): DateGuess {
  let dayFirst: string | null = null;
  let monthFirst: string | null = null;
  let dayFirsts = 0;
  let monthFirsts = 0;
  let open = 0;
  let openSeparator = '';
  let unread = 0;
  let isYearFirst = false;
  let clock: DateGuess['clock'] = null;
  for (const value of values) {
    if (value.trim() === '') continue;
    const moment = readMoment(value);
    if (moment?.time) clock = moment.time.twelve ? '12h' : (clock ?? '24h');
    const date = moment?.date;
    if (!date) {
      unread++;
      continue;
    }
    if (date.order !== null) {
      isYearFirst ||= date.order === 'ymd';
      continue;
    }
    const asDay = dateIn(date, 'dmy') !== null;
    const asMonth = dateIn(date, 'mdy') !== null;
    if (asDay && asMonth) {
      // 04/04 is the same day in both.
      if (date.numbers[0] === date.numbers[1]) continue;
      open++;
      openSeparator = date.separator;
    } else if (asDay) {
      dayFirst ??= value;
      dayFirsts++;
    } else if (asMonth) {
      monthFirst ??= value;
      monthFirsts++;
    } else unread++;
  }
  const decided = { unread, clock };
  if (dayFirsts > 0 || monthFirsts > 0) {
    const order = dayFirsts >= monthFirsts ? 'dmy' : 'mdy';
    const wrong = order === 'dmy' ? monthFirsts : dayFirsts;
    return {
      ...decided,
      order,
      unread: unread + wrong,
      ambiguous: false,
      decidedBy: order === 'dmy' ? dayFirst : monthFirst,
    };
  }
  if (open === 0)
    return {
      ...decided,
      order: isYearFirst ? 'ymd' : usual('', zone),
      ambiguous: false,
      decidedBy: null,
    };
  return { ...decided, order: usual(openSeparator, zone), ambiguous: true, decidedBy: null };
}

/** Where people write the month first: the United States, whose zones are these, and little else. */
const MONTH_FIRST = new Set(
  `Adak Anchorage Boise Chicago Denver Detroit Indiana Indianapolis Juneau Kentucky Los_Angeles Louisville Menominee
  Metlakatla New_York Nome North_Dakota Phoenix Sitka Yakutat`
    .split(/\s+/)
    .map((city) => `America/${city}`)
    .concat('Pacific/Honolulu', 'Asia/Manila'),
);

const usual = (separator: string, zone: string): DateOrder =>
  separator !== '.' && MONTH_FIRST.has(zone.split('/').slice(0, 2).join('/')) ? 'mdy' : 'dmy';
