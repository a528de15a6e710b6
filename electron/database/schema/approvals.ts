import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ApprovalAnswer, ApprovalStanding } from '../../../shared/domain/approval.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';
import { posts } from './posts.ts';

/** A file that a client answers: which posts were in it, and as what. */
export const approvalPacks = sqliteTable(
  'approval_packs',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    /** Answers are expected until then; null for no end. */
    answerBy: instant('answer_by'),
    /** No answer is taken any more. */
    closedAt: instant('closed_at'),
    ...timestamps(),
  },
  (table) => [index('approval_packs_client').on(table.clientId, table.createdAt)],
);

export const approvalPackPosts = sqliteTable(
  'approval_pack_posts',
  {
    packId: text('pack_id')
      .notNull()
      .references(() => approvalPacks.id, { onDelete: 'cascade' }),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    /** SHA-256 of what the client is shown: an answer to something else is told as such. */
    fingerprint: text('fingerprint').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.packId, table.postId] }),
    index('approval_pack_posts_post').on(table.postId),
  ],
);

/** What came back, also what could not be taken. */
export const approvalAnswers = sqliteTable(
  'approval_answers',
  {
    id: primaryId(),
    packId: text('pack_id')
      .notNull()
      .references(() => approvalPacks.id, { onDelete: 'cascade' }),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    answer: text('answer').$type<ApprovalAnswer>().notNull(),
    author: text('author').notNull(),
    text: text('text').notNull().default(''),
    answeredAt: instant('answered_at').notNull(),
    importedAt: instant('imported_at').notNull(),
    standing: text('standing').$type<ApprovalStanding>().notNull(),
  },
  (table) => [
    index('approval_answers_pack').on(table.packId, table.postId),
    index('approval_answers_post').on(table.postId),
  ],
);
