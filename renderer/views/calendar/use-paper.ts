import { useState } from 'react';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import { useClientFilter } from '../../app/place.ts';
import { locale, useSettings, useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { type DaySpan, dayBefore } from '../posts/day-span.ts';
import type { FilterInput } from './filters.ts';
import { type CalendarViewName, spanTitle, visibleSpan } from './span.ts';
import { useFilters } from './use-filters.ts';

type Job = 'print' | 'pdf';

/** The ways the calendar leaves the app. */
export interface Paper {
  print: () => void;
  savePdf: () => void;
  saveIcs: () => void;
  saveCsv: () => void;
  /** What is proposed for CSV, while its dialog is open. */
  csv: (DaySpan & { statuses: readonly PostStatus[] }) | null;
  onCsvClose: () => void;
  /** What is being made ready for paper now, and what to do once it is drawn. */
  job: Job | null;
  onReady: () => void;
}

/** Where people print on Letter; everybody else has A4. */
const LETTER = /-(US|CA|MX|PH|CL|CO|VE)$/;
const SIZE = LETTER.test(locale) ? 'letter' : 'a4';

/** Only the month is wider than it is high: everything else is a list. */
export const isWide = (view: CalendarViewName): boolean => view === 'month';

/** Print, PDF, `.ics` and CSV of what the calendar shows. */
export function usePaper(view: CalendarViewName, date: string): Paper {
  const [job, setJob] = useState<Job | null>(null);
  const [csv, setCsv] = useState<Paper['csv']>(null);
  const { zone } = useTimeStyle();
  const { weekStart } = useSettings();
  const { client } = useClientFilter();
  const { input } = useFilters();
  const title = spanTitle(view, date, weekStart, locale);
  const name = client ? `${client.name}, ${title}` : title;

  async function onReady(): Promise<void> {
    if (job === 'print') {
      const answer = await ask('calendar.print', { landscape: isWide(view) });
      if (!answer.ok) toast.failed(answer.error.message);
    } else if (job === 'pdf') {
      const answer = await ask('calendar.savePdf', { landscape: isWide(view), size: SIZE, name });
      if (!answer.ok) toast.failed(answer.error.message);
      else if (answer.value.file) toast.done(`Saved as ${fileOf(answer.value.file)}.`);
    }
    setJob(null);
  }

  async function saveIcs(): Promise<void> {
    const { from, to } = visibleSpan(view, date, weekStart, zone);
    await saveIcsOf({ from, to, ...input }, name);
  }

  function saveCsv(): void {
    // A month is its own days, without those that fill up its weeks.
    const shown = view === 'month' ? 'list' : view;
    const { first, end } = visibleSpan(shown, date, weekStart, zone);
    setCsv({ first, last: dayBefore(end), statuses: input.statuses ?? [] });
  }

  return {
    job,
    csv,
    saveCsv,
    onCsvClose: () => setCsv(null),
    print: () => setJob('print'),
    savePdf: () => setJob('pdf'),
    saveIcs: () => void saveIcs(),
    onReady: () => void onReady(),
  };
}

/** Writes a calendar file where the person chooses, and says how much is in it. */
async function saveIcsOf(
  of: RouteInput<'calendar.saveIcs'>['of'] & FilterInput,
  name: string,
): Promise<void> {
  const answer = await ask('calendar.saveIcs', { of, name });
  if (!answer.ok) toast.failed(answer.error.message);
  else if (answer.value.file) {
    const { count, file } = answer.value;
    toast.done(`${count === 1 ? '1 post' : `${count} posts`} saved as ${fileOf(file)}.`);
  }
}

const fileOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
