import {
  createDirectory,
  type Directory,
  type KnownAccount,
  type KnownClient,
} from '../../shared/domain/imports/directory.ts';
import {
  type ReadRow,
  type RowProblem,
  type RowRules,
  readRow,
} from '../../shared/domain/imports/row.ts';
import type { Finding } from '../../shared/domain/preflight.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Posts } from '../posts/posts.ts';
import type { CheckedRow } from './checked-row.ts';
import { isUnbalanced, type Preview, rowCells } from './preview.ts';

/** As when a post is scheduled by hand: the minute that is just over still counts. */
const GRACE = 60_000;
const YEARS_AHEAD = 10;

/** The pre-flight check of rows: what the composer says of a post, and what only a table can have wrong. */
export function createRowCheck({
  database: { raw },
  clock,
  posts,
}: {
  database: Database;
  clock: Clock;
  posts: Pick<Posts, 'checkContent'>;
}) {
  const clients = raw.prepare<[], KnownClient>(
    'SELECT id, name FROM clients WHERE archived_at IS NULL',
  );
  const accounts = raw.prepare<[], KnownAccount>(
    `SELECT accounts.id, client_id AS clientId, network, handle, display_name AS displayName
     FROM accounts JOIN clients ON clients.id = client_id
     WHERE removed_at IS NULL AND archived_at IS NULL`,
  );

  function timeProblems({ when, status }: ReadRow): RowProblem[] {
    if (!when) return [];
    const found: RowProblem[] = [];
    if (when.at < clock.now() - GRACE)
      found.push(
        status === 'scheduled'
          ? problem('error', 'in_the_past', 'Its time is over. Choose a later one.', 'date')
          : problem(
              'warning',
              'plan_over',
              'Its time is over, so it comes in without one.',
              'date',
            ),
      );
    if (when.at > clock.now() + YEARS_AHEAD * 366 * 86_400_000)
      found.push(
        problem(
          'error',
          'too_far_ahead',
          `Choose a time within the next ${YEARS_AHEAD} years.`,
          'date',
        ),
      );
    if (when.shift !== 'none')
      found.push(
        problem(
          'warning',
          `time_${when.shift}`,
          when.shift === 'gap'
            ? 'Clocks are put forward then and skip that time: it goes out an hour later.'
            : 'Clocks are put back then and show that time twice: it goes out at the first.',
          'time',
        ),
      );
    return found;
  }

  /** A draft may be unfinished: what would keep it from being sent is told, and keeps nobody from keeping it. */
  function contentProblems(read: ReadRow, media: CheckedRow['media']): RowProblem[] {
    if (read.status === 'draft' && read.text.trim() === '' && media.length === 0)
      return [problem('error', 'empty', 'There is nothing in it. Write a text.', 'text')];
    const findings = posts.checkContent(read.clientId ?? '', {
      text: read.text,
      threading: read.threading,
      firstComment: read.firstComment,
      category: read.category,
      labelIds: [],
      targets: read.targets.map(({ account, text }) => ({ accountId: account.id, text })),
      media: media.flatMap(({ mediaId, altText }) =>
        mediaId ? [{ mediaId, altText, crop: null }] : [],
      ),
    });
    // Which account is missing is told where its name was looked up.
    const unknown = read.problems.some(({ code }) => code === 'unknown_account');
    return findings
      .filter(({ code }) => !(unknown && code === 'no_target'))
      .map(({ severity, code, message }) =>
        problem(read.status === 'draft' ? 'warning' : severity, code, message, fieldOf(code)),
      );
  }

  function mediaOf(preview: Preview, read: ReadRow) {
    const problems: RowProblem[] = [];
    const media = read.sources.map((source, place) => {
      const altText = read.altTexts[place] ?? '';
      const found = preview.sources.get(source);
      if (found?.ok) return { mediaId: found.value.mediaId, name: found.value.fileName, altText };
      const why = found?.error.message ?? 'It was not looked at yet. Check the rows again.';
      problems.push(problem('error', 'media', why, 'media'));
      return { mediaId: null, name: source.slice(0, 200), altText };
    });
    // The same picture twice is once in a post.
    const ids = new Set<string>();
    const once = media.filter(
      ({ mediaId }) => mediaId === null || (!ids.has(mediaId) && ids.add(mediaId)),
    );
    return { media: once, problems };
  }

  return {
    directory: (): Directory => createDirectory(clients.all(), accounts.all()),

    /** What a row names as media. */
    sourcesOf: (preview: Preview, row: number, rules: RowRules, directory: Directory): string[] =>
      readRow(rowCells(preview, row), rules, directory).sources,

    /** One row, without what others have to do with it. */
    checkRow(preview: Preview, row: number, rules: RowRules, directory: Directory): CheckedRow {
      const read = readRow(rowCells(preview, row), rules, directory);
      const { media, problems } = mediaOf(preview, read);
      const unbalanced = isUnbalanced(preview, row)
        ? [
            problem(
              'error',
              'unbalanced_quotes',
              'A quote in this row is not closed. Correct it in the file.',
              null,
            ),
          ]
        : [];
      return {
        read,
        media,
        problems: [
          ...unbalanced,
          ...read.problems,
          ...timeProblems(read),
          ...problems,
          ...contentProblems(read, media),
        ],
        related: [],
      };
    },
  };
}

export const problem = (
  severity: RowProblem['severity'],
  code: string,
  message: string,
  field: RowProblem['field'],
): RowProblem => ({ severity, code, message, field });

/** The field in which a finding of the pre-flight check is mended. */
function fieldOf(code: Finding['code']): RowProblem['field'] {
  if (code === 'no_target' || code === 'reconnect_needed' || code === 'account_disabled')
    return 'accounts';
  if (code.startsWith('first_comment')) return 'firstComment';
  if (code.startsWith('alt_text')) return 'altText';
  return /media|image|video|relay/.test(code) ? 'media' : 'text';
}
