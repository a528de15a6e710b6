import type { Connection } from './connection.ts';

/**
 * So many matches are ranked. A word with more of them says too little to rank by, and weighing it
 * would read its whole list: the newest come first then.
 */
const RANKED = 500;
const WORDS = 8;

export interface Search {
  /** Ids of posts, best first. Removed posts are not found. */
  posts(query: string, options: { clientId?: string | undefined; limit: number }): string[];
  /** Ids of clients by name and notes, best first; archived ones as well. */
  clients(query: string, limit: number): string[];
}

/**
 * Full-text search (FTS5, BM25). All words must be there, whatever their case and accents; the last
 * one may be incomplete. A query without a letter or a digit finds nothing.
 */
export function createSearch(connection: Connection): Search {
  const posts = createIndex(connection, {
    table: 'post_search',
    rows: 'post_search_rows',
    id: 'post_id',
    weights: '0, 1',
  });
  const clients = createIndex(connection, {
    table: 'client_search',
    rows: 'client_search_rows',
    id: 'client_id',
    weights: '10, 1',
  });

  return {
    posts(query, { clientId, limit }) {
      const words = matchExpression(query);
      if (!words) return [];
      const match = clientId
        ? `client:${phrase(clientId.slice(24))} AND body:(${words})`
        : `body:(${words})`;
      return posts(match, limit);
    },
    clients(query, limit) {
      const words = matchExpression(query);
      return words ? clients(words, limit) : [];
    },
  };
}

interface Index {
  table: string;
  rows: string;
  id: string;
  /** BM25's weight of each column. */
  weights: string;
}

function createIndex(connection: Connection, { table, rows, id, weights }: Index) {
  const prepare = (inner: string, order: string) =>
    connection
      .prepare<[match: string, limit: number], string>(
        `SELECT ${id} FROM (${inner}) JOIN ${rows} USING (row) ORDER BY ${order} LIMIT ?`,
      )
      .pluck();
  const newestFirst = `FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ${RANKED}`;
  const ranked = prepare(
    `SELECT rowid AS row, bm25(${table}, ${weights}) AS rank ${newestFirst}`,
    'rank, row DESC',
  );
  const newest = prepare(`SELECT rowid AS row ${newestFirst}`, 'row DESC');
  const countUpToRanked = connection
    .prepare<[match: string], number>(`SELECT count(*) FROM (SELECT 1 ${newestFirst})`)
    .pluck();

  return (match: string, limit: number): string[] => {
    const tooMany = (countUpToRanked.get(match) ?? 0) >= RANKED;
    return (tooMany ? newest : ranked).all(match, limit);
  };
}

/** The FTS5 expression of what a person typed; null when nothing in it can be searched. */
export function matchExpression(query: string): string | null {
  // The same characters that unicode61 takes for a word; everything else separates.
  const words = query.match(/[\p{L}\p{M}\p{N}\p{Co}]+/gu)?.slice(0, WORDS) ?? [];
  if (words.length === 0) return null;
  const incomplete = /[\p{L}\p{M}\p{N}\p{Co}]$/u.test(query) ? '*' : '';
  return words
    .map((word, at) => phrase(word) + (at === words.length - 1 ? incomplete : ''))
    .join(' AND ');
}

const phrase = (word: string) => `"${word.replaceAll('"', '""')}"`;
