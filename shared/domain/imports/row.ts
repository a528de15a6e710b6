import type { Threading } from '../threading.ts';
import {
  ownTextIn,
  splitNames,
  splitOwnList,
  splitSources,
  splitTexts,
  unguarded,
} from './cells.ts';
import type { DateOrder } from './dates.ts';
import type { Directory, KnownAccount } from './directory.ts';
import { folded, type ImportField, type ImportMapping } from './fields.ts';
import { type ReadWhen, readWhen } from './moment.ts';

/** What holds for a whole table. */
export interface RowRules {
  mapping: ImportMapping;
  order: DateOrder;
  /** IANA; of rows that name none. */
  zone: string;
  /** `HH:mm`, of rows that say a day and no time. */
  dayTime: string;
  /** Of rows that name no client, or no account. */
  clientId: string | null;
  accountIds: readonly string[];
  /** What becomes of a row with a time that does not say it. */
  timed: 'schedule' | 'plan';
  /** Our own export: its lists are written so that every name comes back. */
  own: boolean;
}

export interface RowProblem {
  severity: 'error' | 'warning';
  code: string;
  message: string;
  /** Where it is mended; null where that is no one cell. */
  field: ImportField | null;
}

export interface RowTarget {
  account: KnownAccount;
  text: string | null;
}

/** A row as a post, as far as it can be told without looking at its media. */
export interface ReadRow {
  text: string;
  threading: Threading;
  firstComment: string;
  category: string;
  labels: string[];
  clientId: string | null;
  targets: RowTarget[];
  sources: string[];
  altTexts: string[];
  status: 'draft' | 'scheduled';
  when: ReadWhen | null;
  problems: RowProblem[];
}

/** As in the contract of a post. */
const LONGEST = { text: 100_000, firstComment: 10_000, altText: 10_000, category: 60, label: 60 };
const MOST = { labels: 30, media: 20, accounts: 50 };

/** The cells of one row by what they are: several columns of one kind come one after the other. */
export type RowCells = ReadonlyMap<ImportField, readonly string[]>;

export function cellsOf(
  row: readonly string[],
  mapping: ImportMapping,
): Map<ImportField, string[]> {
  const cells = new Map<ImportField, string[]>();
  mapping.forEach((field, column) => {
    if (field === null) return;
    const cell = unguarded(row[column] ?? '');
    const known = cells.get(field);
    if (known) known.push(cell);
    else cells.set(field, [cell]);
  });
  return cells;
}

/** Reads one row as a post. What can't be read is told, and the rest of the row is read all the same. */
export function readRow(cells: RowCells, rules: RowRules, directory: Directory): ReadRow {
  const problems: RowProblem[] = [];
  const error = (code: string, message: string, field: ImportField | null) =>
    void problems.push({ severity: 'error', code, message, field });
  const warning = (code: string, message: string, field: ImportField | null) =>
    void problems.push({ severity: 'warning', code, message, field });
  const one = (field: ImportField): string => cells.get(field)?.[0] ?? '';
  const all = (field: ImportField, split: (cell: string) => string[]): string[] =>
    (cells.get(field) ?? []).flatMap(rules.own ? splitOwnList : split);
  const within = (text: string, most: number, field: ImportField, what: string): string => {
    if (text.length <= most) return text;
    error(
      'too_long',
      `${what} has ${text.length.toLocaleString('en')} characters; at most ${most.toLocaleString('en')} are kept. Shorten it.`,
      field,
    );
    return text.slice(0, most);
  };

  const link = one('link').trim();
  const withLink = (text: string): string =>
    link === '' || text.includes(link) ? text : text === '' ? link : `${text} ${link}`;
  const text = within(withLink(one('text')), LONGEST.text, 'text', 'The text');

  const { clientId, accounts } = whose();
  const targets = accounts.map((account) => ({ account, text: ownText(account) }));
  const written = { date: one('date'), time: one('time'), zone: one('zone') };
  const read = readWhen(written, rules);
  if ('problem' in read) error(read.problem.code, read.problem.message, read.problem.field);
  const when = 'problem' in read ? null : read.when;
  const status = statusOf();

  const sources = [...new Set(all('media', splitSources))];
  if (sources.length > MOST.media)
    error('too_many_media', `A post takes at most ${MOST.media} files. Take some out.`, 'media');
  const altTexts = all('altText', splitTexts).map((alt) =>
    within(alt, LONGEST.altText, 'altText', 'A description'),
  );
  return {
    text,
    threading: threadingOf(one('threading')),
    firstComment: within(one('firstComment'), LONGEST.firstComment, 'firstComment', 'The comment'),
    category: within(one('category').trim(), LONGEST.category, 'category', 'The category'),
    labels: labelsOf(),
    clientId,
    targets,
    sources: sources.slice(0, MOST.media),
    altTexts,
    status,
    when,
    problems,
  };

  function whose(): { clientId: string | null; accounts: KnownAccount[] } {
    const name = one('client').trim();
    const named = name === '' ? null : directory.clientNamed(name);
    if (name !== '' && !named)
      error(
        'unknown_client',
        `There is no client “${name.slice(0, 60)}”. Add it in Clients, or name another one.`,
        'client',
      );
    // The usual one may have been put away since it was chosen.
    const usual = rules.clientId === null ? null : directory.client(rules.clientId);
    const scope = named?.id ?? (name === '' ? (usual?.id ?? null) : null);
    const names = all('accounts', splitNames);
    const found: KnownAccount[] = [];
    for (const wanted of names) {
      const answer = directory.accountsNamed(wanted, scope);
      // A row that names no client may name an account of another one than is usual.
      const wider =
        typeof answer === 'string' && name === '' ? directory.accountsNamed(wanted, null) : answer;
      if (typeof wider === 'string') {
        if (name === '' || named)
          error('unknown_account', typeof answer === 'string' ? answer : wider, 'accounts');
      } else found.push(...wider);
    }
    if (names.length === 0)
      for (const id of rules.accountIds) {
        const account = directory.account(id);
        if (account && (scope === null || account.clientId === scope)) found.push(account);
      }
    const accounts = [...new Set(found)].slice(0, MOST.accounts);
    const owners = [...new Set(accounts.map((account) => account.clientId))];
    if (owners.length > 1)
      error(
        'several_clients',
        'Its accounts belong to several clients. Make a row of each.',
        'accounts',
      );
    const clientId = named?.id ?? owners[0] ?? scope;
    // Of an account that nobody knows, that is told already.
    if (clientId === null && name === '' && names.length === 0)
      error(
        'no_client',
        'It is not known whose post this is. Name a client or an account.',
        'client',
      );
    return { clientId, accounts };
  }

  function ownText({ network, handle }: KnownAccount): string | null {
    const own = cells.get(`text:${network}:${handle}`) ?? cells.get(`text:${network}`);
    const said = own?.[0] ?? '';
    if (rules.own) return ownTextIn(said);
    if (said.trim() === '') return null;
    return within(withLink(said), LONGEST.text, `text:${network}`, 'The text');
  }

  function statusOf(): 'draft' | 'scheduled' {
    const said = folded(one('status'));
    const timed = 'problem' in read || when !== null;
    if (said === '') return timed && rules.timed === 'schedule' ? 'scheduled' : 'draft';
    const meaning = STATUSES.get(said);
    if (meaning === 'draft') return 'draft';
    if (meaning === 'unapproved') {
      warning(
        'approval_left',
        `“${one('status').trim()}” is not taken over: it comes in as a draft.`,
        'status',
      );
      return 'draft';
    }
    if (meaning === 'scheduled') {
      if (!timed)
        error(
          'no_time',
          'It is to be scheduled, and says no time. Write when it goes out.',
          'date',
        );
      return 'scheduled';
    }
    error(
      'status_not_taken',
      `“${one('status').trim().slice(0, 40)}” can’t be brought in. Write “draft” or “scheduled”.`,
      'status',
    );
    return 'draft';
  }

  function labelsOf(): string[] {
    const names = new Map<string, string>();
    for (const label of all('labels', splitNames)) {
      const name = rules.own ? label.trim() : label.trim().replace(/^#/, '');
      if (name.length > LONGEST.label)
        error('label_too_long', `“${name.slice(0, 30)}…” is too long for a label.`, 'labels');
      else if (name !== '') names.set(name.normalize('NFKC').toLowerCase(), name);
    }
    if (names.size > MOST.labels)
      error('too_many_labels', `A post takes at most ${MOST.labels} labels.`, 'labels');
    return [...names.values()].slice(0, MOST.labels);
  }
}

function threadingOf(cell: string): Threading {
  const said = folded(cell);
  if (said === 'numbered') return 'numbered';
  return /^(?:split|yes|true|1|ja|oui|si|x)$/.test(said) ? 'split' : 'off';
}

const STATUSES = new Map<string, 'draft' | 'scheduled' | 'unapproved'>();
for (const [meaning, words] of [
  // A column “Draft” says yes or no.
  [
    'draft',
    'draft, idea, planned, entwurf, brouillon, borrador, bozza, concept, rascunho, true, yes, ja, 1',
  ],
  [
    'scheduled',
    `scheduled, schedule, queued, ready, to publish, geplant, programme, planifie, programado, programada,
    programmato, gepland, ingepland, agendado, agendada, false, no, nein, 0`,
  ],
  [
    'unapproved',
    'in review, review, pending, pending approval, approved, needs approval, held, in prufung, freigegeben',
  ],
] as const)
  for (const word of words.split(',')) STATUSES.set(word.trim(), meaning);
