import { type Crop, keptCrop } from '../../shared/domain/crop.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import type { ServerLimits } from '../../shared/domain/network.ts';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { Threading } from '../../shared/domain/threading.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account, Media, Post, PostTarget } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { IS_PRACTICE } from '../database/is-practice.ts';
import { createMentions } from '../library/mentions.ts';
import { createApprovalWord } from './approval-word.ts';

export interface PostRow {
  id: string;
  clientId: string;
  status: PostStatus;
  text: string;
  threading: Threading;
  firstComment: string;
  category: string;
  labelIds: string[];
  byAi: boolean;
  heldAt: number | null;
  scheduledAt: number | null;
  wallTime: string | null;
  zone: string | null;
  queued: boolean;
  recurrenceId: string | null;
  /** `YYYY-MM-DD` */
  occurrenceOn: string | null;
  version: number;
  removedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

/** A target with what the pre-flight check asks about its account. */
export interface TargetRow extends PostTarget {
  accountStatus: Account['status'];
}

type MediaRow = Media & { altText: string; crop: string | null };

/** Reads posts whole, with three prepared statements. */
export function createPostRows({ raw }: Database) {
  const mentionsIn = createMentions({ raw });
  const approvals = createApprovalWord({ raw });
  const one = raw.prepare<
    [string],
    Omit<PostRow, 'queued' | 'labelIds' | 'byAi'> & {
      queued: number;
      labelIds: string;
      byAi: number;
    }
  >(
    `SELECT id, client_id AS clientId, status, text, threading, first_comment AS firstComment,
       category, label_ids AS labelIds, by_ai AS byAi, held_at AS heldAt,
       scheduled_at AS scheduledAt,
       wall_time AS wallTime, zone, queued, recurrence_id AS recurrenceId,
       occurrence_on AS occurrenceOn, version, removed_at AS removedAt, created_at AS createdAt,
       updated_at AS updatedAt
     FROM posts WHERE id = ?`,
  );
  const targetsOf = raw.prepare<
    [string],
    Omit<TargetRow, 'serverLimits' | 'practice'> & { serverLimits: string | null; practice: number }
  >(
    `SELECT post_variants.id, account_id AS accountId, network, handle, post_variants.text,
       accounts.server_limits AS serverLimits, accounts.status AS accountStatus,
       ${IS_PRACTICE} AS practice
     FROM post_variants JOIN accounts ON accounts.id = account_id
     WHERE post_id = ? ORDER BY position`,
  );
  const mediaOf = raw.prepare<[string], MediaRow>(
    `SELECT media.id, sha256, file_name AS fileName, mime_type AS mimeType, bytes, width, height,
       duration AS durationMs, media.created_at AS createdAt, alt_text AS altText,
       crop
     FROM post_media JOIN media ON media.id = media_id
     WHERE post_id = ? ORDER BY position`,
  );

  const media = (id: string): Post['media'] =>
    mediaOf.all(id).map(({ altText, crop, ...media }) => ({ media, altText, crop: cropIn(crop) }));

  const targets = (id: string): TargetRow[] =>
    targetsOf.all(id).map((target) => ({
      ...target,
      serverLimits: limitsIn(target.serverLimits),
      practice: target.practice === 1,
    }));

  /** Also a removed one. */
  const row = (id: string): PostRow | null => {
    const found = one.get(id);
    if (!found) return null;
    const { queued, labelIds, byAi } = found;
    return { ...found, queued: queued === 1, byAi: byAi === 1, labelIds: idsIn(labelIds) };
  };

  const mentionsOf = (
    { clientId, text, firstComment }: Pick<PostRow, 'clientId' | 'text' | 'firstComment'>,
    to: readonly Pick<PostTarget, 'text'>[],
  ): Mention[] | undefined =>
    mentionsIn(clientId, [text, firstComment, ...to.map((target) => target.text)]);

  return {
    row,
    targets,
    media,
    /** Whom the texts mention by a name of the library; undefined where nobody is. */
    mentionsOf,
    /** The last that was said about whether it may go out. */
    approvalWord: approvals.last,
    reopened: approvals.reopened,

    get(id: string): Result<Post, 'not_found'> {
      const found = row(id);
      if (!found || found.removedAt !== null) return noPost();
      const { removedAt: _removed, ...post } = found;
      const to = targets(id).map(({ accountStatus: _status, ...target }): PostTarget => target);
      const mentions = mentionsOf(found, to);
      const approval = approvals.of(found);
      return ok({
        ...post,
        targets: to,
        media: media(id),
        ...(mentions && { mentions }),
        ...(approval && { approval }),
      });
    },
  };
}

/** Of a comma-separated column. */
const idsIn = (joined: string): string[] => (joined === '' ? [] : joined.split(','));

/** Of the column, which is JSON. */
export const cropIn = (json: string | null): Crop | null =>
  json === null ? null : keptCrop(JSON.parse(json));

export const limitsIn = (json: string | null): ServerLimits | null =>
  json === null ? null : JSON.parse(json);

export const noPost = () =>
  fail('not_found', 'This post is not here any more. It may have been removed.');

export type PostRows = ReturnType<typeof createPostRows>;
