import type { PostFilter } from '../../shared/domain/post-filter.ts';

/** A filter as SQL over columns that `posts_card` holds, and what its named parameters are bound to. */
export interface FilterSql {
  /** Begins with `AND`; empty where everything passes. The same text for the same kinds and numbers of values. */
  where: string;
  values: Record<string, string>;
}

/** Each value is a parameter of its own, so that the number of different statements stays small. */
export function filterSql({ clientId, networks, labelIds, statuses }: PostFilter): FilterSql {
  const values: Record<string, string> = {};
  const named = (kind: string, list: readonly string[] | undefined): string[] =>
    [...new Set(list ?? [])].map((value, at) => {
      values[`${kind}${at}`] = value;
      return `@${kind}${at}`;
    });
  const parts: string[] = [];
  if (clientId !== undefined) {
    values.clientId = clientId;
    parts.push('client_id = @clientId');
  }
  const listed = (column: string, names: readonly string[]) => {
    if (names.length === 0) return;
    const each = names.map((name) => `instr(',' || ${column} || ',', ',' || ${name} || ',') > 0`);
    parts.push(`(${each.join(' OR ')})`);
  };
  listed('networks', named('network', networks));
  listed('label_ids', named('label', labelIds));
  const wanted = named('status', statuses);
  if (wanted.length > 0) parts.push(`status IN (${wanted.join(', ')})`);
  return { where: parts.map((part) => `AND ${part}`).join(' '), values };
}

/** Whether a filter asks for what only `posts_card` has: networks or labels. */
export const needsCards = ({ networks, labelIds }: PostFilter): boolean =>
  (networks?.length ?? 0) + (labelIds?.length ?? 0) > 0;

/** Filters are few: their statements are prepared when first asked for, and kept. */
export function keptStatements<Statement>(prepare: (where: string) => Statement) {
  const kept = new Map<string, Statement>();
  return (where: string): Statement => {
    let statement = kept.get(where);
    if (!statement) {
      if (kept.size >= MOST_STATEMENTS) kept.clear();
      statement = prepare(where);
      kept.set(where, statement);
    }
    return statement;
  };
}
const MOST_STATEMENTS = 60;
