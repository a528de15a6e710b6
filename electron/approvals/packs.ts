import type { ApprovalAnswer, ApprovalStanding } from '../../shared/domain/approval.ts';
import type { ApprovalPack } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';

export interface PackPost {
  postId: string;
  fingerprint: string;
}

export interface AnswerRow {
  id: string;
  packId: string;
  postId: string;
  answer: ApprovalAnswer;
  author: string;
  text: string;
  answeredAt: number;
  importedAt: number;
  standing: ApprovalStanding;
}

/** Of each post of a pack the newest answer counts. */
const NEWEST = `SELECT pack_id, post_id, answer, max(answered_at) FROM approval_answers
  GROUP BY pack_id, post_id`;
const ANSWER = `id, pack_id AS packId, post_id AS postId, answer, author, text,
  answered_at AS answeredAt, imported_at AS importedAt, standing`;

/** Rows of packs and of the answers to them. Made when they are first looked at. */
export function createPackRows({ raw }: Database) {
  const select = (where: string) =>
    raw.prepare<unknown[], ApprovalPack>(
      `SELECT id, client_id AS clientId, title, answer_by AS answerBy, closed_at AS closedAt,
         created_at AS createdAt,
         (SELECT count(*) FROM approval_pack_posts WHERE pack_id = packs.id) AS posts,
         count(newest.post_id) AS answered,
         coalesce(sum(newest.answer = 'approve'), 0) AS approved,
         coalesce(sum(newest.answer = 'change'), 0) AS changes
       FROM approval_packs AS packs LEFT JOIN (${NEWEST}) AS newest ON newest.pack_id = packs.id
       ${where} GROUP BY packs.id ORDER BY packs.created_at DESC, packs.id DESC LIMIT 500`,
    );
  const one = select('WHERE packs.id = ?');
  const all = select('');
  const ofClient = select('WHERE packs.client_id = ?');
  const postsOf = raw.prepare<[string], PackPost>(
    `SELECT post_id AS postId, fingerprint FROM approval_pack_posts WHERE pack_id = ?
     ORDER BY position`,
  );
  const answersOf = raw.prepare<[string], AnswerRow>(
    `SELECT ${ANSWER} FROM approval_answers WHERE pack_id = ? ORDER BY answered_at, id`,
  );
  const insertPack = raw.prepare<[Record<string, unknown>]>(
    `INSERT INTO approval_packs (id, client_id, title, answer_by, created_at, updated_at)
     VALUES (@id, @clientId, @title, @answerBy, @now, @now)`,
  );
  const insertPost = raw.prepare<[Record<string, unknown>]>(
    `INSERT INTO approval_pack_posts (pack_id, post_id, position, fingerprint)
     VALUES (@packId, @postId, @position, @fingerprint)`,
  );
  const erase = raw.prepare<[string]>('DELETE FROM approval_packs WHERE id = ?');
  const close = raw.prepare<[Record<string, unknown>]>(
    'UPDATE approval_packs SET closed_at = @closedAt, updated_at = @now WHERE id = @id',
  );
  const insertAnswer = raw.prepare<[AnswerRow]>(
    `INSERT INTO approval_answers (id, pack_id, post_id, answer, author, text, answered_at, imported_at, standing)
     VALUES (@id, @packId, @postId, @answer, @author, @text, @answeredAt, @importedAt, @standing)`,
  );
  const eraseAnswer = raw.prepare<[string]>('DELETE FROM approval_answers WHERE id = ?');
  const keepVersion = raw.prepare<[Record<string, unknown>]>(
    `INSERT OR IGNORE INTO post_versions (id, post_id, version, content, saved_at)
     VALUES (@id, @postId, @version, @content, @now)`,
  );
  const versionThen = raw
    .prepare<[string, number], string | null>(
      `SELECT content ->> '$.text' FROM post_versions WHERE post_id = ? AND saved_at <= ?
       ORDER BY saved_at DESC, version DESC LIMIT 1`,
    )
    .pluck();

  return {
    one: (id: string): ApprovalPack | null => one.get(id) ?? null,
    list: (clientId?: string): ApprovalPack[] =>
      clientId === undefined ? all.all() : ofClient.all(clientId),
    postsOf: (id: string): PackPost[] => postsOf.all(id),
    answersOf: (id: string): AnswerRow[] => answersOf.all(id),

    insert(
      pack: Pick<ApprovalPack, 'id' | 'clientId' | 'title' | 'answerBy'>,
      posts: readonly PackPost[],
      now: number,
    ): void {
      insertPack.run({ ...pack, now });
      for (const [position, post] of posts.entries())
        insertPost.run({ packId: pack.id, position, ...post });
    },
    erase: (id: string): void => void erase.run(id),
    close: (id: string, closedAt: number | null, now: number): void =>
      void close.run({ id, closedAt, now }),

    insertAnswer: (row: AnswerRow): void => void insertAnswer.run(row),
    eraseAnswer: (id: string): void => void eraseAnswer.run(id),

    /** What a client is shown stays known, so that a later change can be told from it. */
    keepVersion: (fields: {
      id: string;
      postId: string;
      version: number;
      content: string;
      now: number;
    }): void => void keepVersion.run(fields),
    /** What a post said at that time; null where it is not known any more. */
    textThen: (postId: string, at: number): string | null => versionThen.get(postId, at) ?? null,
  };
}
export type PackRows = ReturnType<typeof createPackRows>;
