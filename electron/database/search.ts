import type { Connection } from './connection.ts';

/** Ranking looks at so many of the newest matches: a word that is everywhere must not cost a second. */
const CANDIDATES = 500;
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
  const posts = connection
    .prepare(
      `SELECT post_id FROM (
         SELECT rowid AS row, bm25(post_search, 0, 1) AS rank FROM post_search
         WHERE post_search MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES})
       JOIN post_search_rows USING (row) ORDER BY rank, row DESC LIMIT ?`,
    )
    .pluck();
  const clients = connection
    .prepare(
      `SELECT client_id FROM (
         SELECT rowid AS row, bm25(client_search, 10, 1) AS rank FROM client_search
         WHERE client_search MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES})
       JOIN client_search_rows USING (row) ORDER BY rank, row DESC LIMIT ?`,
    )
    .pluck();

  return {
    posts(query, { clientId, limit }) {
      const words = matchExpression(query);
      if (!words) return [];
      const match = clientId
        ? `client:${phrase(clientId.slice(24))} AND body:(${words})`
        : `body:(${words})`;
      return posts.all(match, limit) as string[];
    },
    clients(query, limit) {
      const words = matchExpression(query);
      return words ? (clients.all(words, limit) as string[]) : [];
    },
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
