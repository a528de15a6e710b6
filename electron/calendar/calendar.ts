import { writeFile } from 'node:fs/promises';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Labels } from '../labels/labels.ts';
import type { Log } from '../log.ts';
import type { Posts } from '../posts/posts.ts';
import type { Profiles } from '../profiles/profiles.ts';
import type { Settings } from '../settings/settings.ts';
import { createHolidaysThread } from './holidays-thread.ts';
import { type IcsPost, icsOf } from './ics.ts';

/** How the page gets onto paper and into files, where there is a window and a person in front of it. */
export interface PaperPorts {
  /** Asks where to write; null where nothing was chosen. */
  chooseSaveFile?:
    | ((suggestion: { fileName: string; kind: string }) => Promise<string | null>)
    | undefined;
  /** Prints the page by the system's dialog; false where that was cancelled. Rejects where printing failed. */
  printPage?: ((options: { landscape: boolean }) => Promise<boolean>) | undefined;
  /** The page as a PDF. */
  pageAsPdf?:
    | ((options: { landscape: boolean; size: 'a4' | 'letter' }) => Promise<Uint8Array>)
    | undefined;
}

interface CalendarOptions extends PaperPorts {
  clock: Clock;
  log: Log;
  posts: Posts;
  clients: Clients;
  labels: Labels;
  profiles: Pick<Profiles, 'timeZone'>;
  settings: Settings;
}

export type Calendar = ReturnType<typeof createCalendarService>;

type Answer<
  Name extends
    | 'calendar.holidays'
    | 'calendar.ics'
    | 'calendar.saveIcs'
    | 'calendar.print'
    | 'calendar.savePdf',
> = Promise<Result<RouteOutput<Name>, RouteErrorCode<Name>>>;

const DAY = 86_400_000;
const MAX_DAYS = 400;

/** What the calendar shows besides posts, and the ways it leaves the app: a file for other calendars, paper, a PDF. */
export function createCalendarService(options: CalendarOptions) {
  const { clock, log, posts, clients, labels, profiles, settings } = options;
  const holidaysOf = createHolidaysThread();

  async function ics({ of }: ParsedInput<'calendar.ics'>): Answer<'calendar.ics'> {
    const found = 'postId' in of ? onePost(of.postId) : manyPosts(of);
    if (!found.ok) return found;
    return ok({ text: await icsOf(found.value, clock.now()), count: found.value.length });
  }

  const nameOfLabel = () => {
    const names = new Map(labels.list({}).map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? [];
  };
  const nameOfClient = () => {
    const all = [...clients.list({ archived: false }), ...clients.list({ archived: true })];
    const names = new Map(all.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? 'Client';
  };

  function onePost(id: string): Result<IcsPost[], 'not_found' | 'no_time'> {
    const found = posts.get(id);
    if (!found.ok) return found;
    const { scheduledAt, clientId, labelIds, targets, ...post } = found.value;
    if (scheduledAt === null)
      return fail('no_time', 'This post has no time yet. Plan it, then export it.');
    const networks = [...new Set(targets.map(({ network }) => network))];
    const [clientName, label] = [nameOfClient()(clientId), nameOfLabel()];
    return ok([
      { ...post, at: scheduledAt, clientName, labels: labelIds.flatMap(label), networks },
    ]);
  }

  function manyPosts(span: ParsedInput<'posts.calendar'>): Result<IcsPost[], 'range_too_long'> {
    const cards = posts.calendar(span);
    if (!cards.ok) return cards;
    const [client, label] = [nameOfClient(), nameOfLabel()];
    return ok(
      cards.value.flatMap(
        ({ id, clientId, status, scheduledAt, networks, labelIds, updatedAt }) => {
          const row = posts.row(id);
          if (!row || scheduledAt === null) return [];
          const { text, category, version } = row;
          return {
            ...{ id, at: scheduledAt, status, text, category, networks, version, updatedAt },
            clientName: client(clientId),
            labels: labelIds.flatMap(label),
          };
        },
      ),
    );
  }

  /** Writes what was made to where the person wants it. */
  async function save(
    name: string,
    make: () => Promise<string | Uint8Array>,
  ): Promise<Result<{ file: string | null }, 'not_supported' | 'not_written'>> {
    if (!options.chooseSaveFile) return noWindow();
    const kind = name.endsWith('.ics') ? 'Calendar' : 'PDF';
    const file = await options.chooseSaveFile({ fileName: name, kind });
    if (file === null) return ok({ file: null });
    try {
      await writeFile(file, await make());
      return ok({ file });
    } catch (error) {
      log.warn('A file could not be written', { error });
      return fail(
        'not_written',
        'The file could not be written there. Check that the disk is not full, or choose another folder.',
      );
    }
  }

  return {
    async holidays({ from, to }: ParsedInput<'calendar.holidays'>): Answer<'calendar.holidays'> {
      if (Date.parse(to) - Date.parse(from) > MAX_DAYS * DAY)
        return fail('range_too_long', `Choose a span of at most ${MAX_DAYS} days.`);
      const asked = { places: settings.get().holidayPlaces, zone: profiles.timeZone() };
      const first = Number(from.slice(0, 4));
      const count = Number(to.slice(0, 4)) - first + 1;
      const years = await Promise.all(
        Array.from({ length: count }, (_, at) => holidaysOf({ ...asked, year: first + at })),
      );
      return ok({
        places: years[0]?.places ?? [],
        holidays: years
          .flatMap(({ holidays }) => holidays)
          .filter(({ day }) => day >= from && day < to),
      });
    },

    ics,

    async saveIcs({ of, name }: ParsedInput<'calendar.saveIcs'>): Answer<'calendar.saveIcs'> {
      if (!options.chooseSaveFile) return noWindow();
      const made = await ics({ of });
      if (!made.ok) return made;
      const { text, count } = made.value;
      const saved = await save(`${fileName(name)}.ics`, async () => text);
      return saved.ok ? ok({ ...saved.value, count }) : saved;
    },

    async print({ landscape }: ParsedInput<'calendar.print'>): Answer<'calendar.print'> {
      if (!options.printPage) return noWindow();
      try {
        return ok({ printed: await options.printPage({ landscape }) });
      } catch (error) {
        log.warn('The calendar could not be printed', { error });
        return fail(
          'not_printed',
          'The printer did not take it. Check the printer, or save a PDF instead.',
        );
      }
    },

    savePdf({ name, ...shape }: ParsedInput<'calendar.savePdf'>): Answer<'calendar.savePdf'> {
      const { pageAsPdf } = options;
      if (!pageAsPdf) return Promise.resolve(noWindow());
      return save(`${fileName(name)}.pdf`, () => pageAsPdf(shape));
    },
  };
}

const noWindow = () =>
  fail('not_supported', 'There is no window here. Open ClientNest, and do it from the calendar.');

/** Without what file systems refuse. */
const fileName = (name: string): string =>
  name
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim() || 'Calendar';
