import { asleepSentence, type UsuallyAsleep } from '../../shared/domain/asleep.ts';
import type { Written } from '../../shared/domain/message.ts';
import {
  checkPost,
  type Finding,
  type PreflightMedia,
  type PreflightTarget,
} from '../../shared/domain/preflight.ts';
import type { AsleepWarning } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { IS_PRACTICE } from '../database/is-practice.ts';
import type { Content } from './content.ts';
import { createNeighbours } from './neighbours.ts';
import { cropIn, limitsIn, type PostRow, type PostRows } from './post-rows.ts';
import { createWrongClientCheck } from './wrong-client.ts';

export interface CheckingOptions {
  database: Database;
  clock: Clock;
  rows: PostRows;
  /** How often this computer sleeps at that time (UTC epoch ms); null where it is usually awake. */
  usuallyAsleep(at: number): UsuallyAsleep | null;
  /** Whether there is a place from which networks can fetch files. */
  hasRelay(): boolean;
}

type Target = Omit<PreflightTarget, 'text'> & { text: string | null };
type File = Omit<PreflightMedia, 'altText' | 'readable' | 'crop'>;
type Chosen = File & Pick<PreflightMedia, 'altText' | 'crop'>;

/** What a post that does not exist says. */
const NOTHING: Written = { text: '', threading: 'off', firstComment: '' };

/** The pre-flight list of posts, and of what is to become one. */
export function createChecking(options: CheckingOptions) {
  const { database, clock, rows, usuallyAsleep, hasRelay } = options;
  const { raw } = database;
  const neighbours = createNeighbours(options);
  const account = raw.prepare<
    [string],
    Omit<PreflightTarget, 'text' | 'serverLimits' | 'practice'> & {
      serverLimits: string | null;
      practice: number;
    }
  >(
    `SELECT id AS accountId, network, handle, status, server_limits AS serverLimits,
       ${IS_PRACTICE} AS practice
     FROM accounts WHERE id = ?`,
  );
  const FILE = `file_name AS fileName, mime_type AS mimeType, bytes, width, height,
    duration AS durationMs`;
  const file = raw.prepare<[string], File>(`SELECT ${FILE} FROM media WHERE id = ?`);
  const filesOf = raw.prepare<[string], File & { altText: string; crop: string | null }>(
    `SELECT ${FILE}, alt_text AS altText, crop FROM post_media JOIN media ON media.id = media_id
     WHERE post_id = ? ORDER BY position`,
  );

  const strays = createWrongClientCheck(database);
  const isSentFromHere = raw
    .prepare<[string], number>(
      `SELECT 1 FROM post_variants JOIN accounts ON accounts.id = account_id
       WHERE post_id = ? AND hand_over = 0 LIMIT 1`,
    )
    .pluck();

  const checkThat = (
    { text: master, threading, firstComment, mentions }: Written,
    targets: readonly Target[],
    media: readonly Chosen[],
  ): Finding[] =>
    checkPost({
      targets: targets.map((target) => ({ ...target, text: target.text ?? master })),
      threading,
      firstComment,
      mentions,
      media,
      hasRelay: hasRelay(),
    });

  /** A post that does not exist has no target, so it is never ready. */
  const check = (id: string): Finding[] => {
    const row = rows.row(id);
    const targets = rows.targets(id);
    return checkThat(
      row ? { ...row, mentions: rows.mentionsOf(row, targets) } : NOTHING,
      targets.map(({ accountStatus: status, ...target }) => ({ ...target, status })),
      filesOf.all(id).map((item) => ({ ...item, crop: cropIn(item.crop) })),
    );
  };

  /** Only of times ahead (what is due now is seen), and where not all of it is handed to the networks. */
  function asleepAt({ id, scheduledAt: at }: Pick<PostRow, 'id' | 'scheduledAt'>): AsleepWarning {
    const usual =
      at !== null && at > clock.now() && isSentFromHere.get(id) === 1 ? usuallyAsleep(at) : null;
    return usual && { message: asleepSentence(usual), ...usual };
  }

  /** With what the person may want to know of this computer. */
  function checkWithComputer(id: string): Finding[] {
    const row = rows.row(id);
    const warning = row?.status === 'scheduled' ? asleepAt(row) : null;
    const findings = check(id);
    if (!warning) return findings;
    const { message } = warning;
    const asleep = { severity: 'warning', code: 'computer_asleep', accountId: null } as const;
    return [...findings, { ...asleep, message }];
  }

  return {
    check,
    asleepAt,
    checkWithComputer,
    /** Posts around one that is being written. */
    compare: neighbours,

    /** With the posts around it too, and what belongs to another client. */
    checkForPerson(id: string): Finding[] {
      const row = rows.row(id);
      if (!row || row.status === 'published') return checkWithComputer(id);
      const targets = rows.targets(id);
      const texts = targets.map(({ accountId, text }) => ({ accountId, text: text ?? row.text }));
      return [
        ...checkWithComputer(id),
        ...strays(row, targets),
        ...neighbours({ postId: id, targets: texts, at: row.scheduledAt }),
      ];
    },

    /** Of content whose accounts and images are here. */
    checkContent: (clientId: string, { targets, media, ...written }: Content): Finding[] =>
      checkThat(
        { ...written, mentions: rows.mentionsOf({ clientId, ...written }, targets) },
        targets.flatMap((target) => {
          const found = account.get(target.accountId);
          if (!found) return [];
          const serverLimits = limitsIn(found.serverLimits);
          return { ...found, serverLimits, practice: found.practice === 1, text: target.text };
        }),
        media.flatMap(({ mediaId, ...chosen }) => {
          const found = file.get(mediaId);
          return found ? { ...found, ...chosen } : [];
        }),
      ),
  };
}
