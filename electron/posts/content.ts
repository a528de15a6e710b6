import { and, eq, notInArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type Crop, keptCrop } from '../../shared/domain/crop.ts';
import type { Written } from '../../shared/domain/message.ts';
import { isEditable } from '../../shared/domain/post-status.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { postMedia, posts, postVariants } from '../database/schema/index.ts';
import type { Approved, Shown } from './approved.ts';
import type { PostChanges } from './changes.ts';
import type { PostRow, PostRows } from './post-rows.ts';
import { changesOf, distinct, isSame, saidIn } from './said.ts';
import { createSent } from './sent.ts';
import type { Versions } from './versions.ts';

type Target = ParsedInput<'posts.create'>['targets'][number];
type MediaItem = ParsedInput<'posts.create'>['media'][number];

/** What is said, to whom, with what. */
export interface Content extends Omit<Written, 'mentions'> {
  targets: Target[];
  media: MediaItem[];
  category: string;
  labelIds: string[];
}

/** Services and tests may leave these out. */
type Spared = 'threading' | 'firstComment' | 'category' | 'labelIds';
type GivenMedia = Omit<MediaItem, 'crop'> & { crop?: Crop | null };
type Given = Partial<Pick<Content, Spared>> & { media: readonly GivenMedia[] };
export type GivenContent = Omit<Content, Spared | 'media'> & Given;
type NewPost = Omit<ParsedInput<'posts.create'>, Spared | 'media' | 'byAi'> &
  Given & { byAi?: boolean };
export type PostUpdate = Omit<ParsedInput<'posts.update'>, 'media'> & {
  media?: readonly GivenMedia[] | undefined;
};

export const wholeContent = <Said extends Given>(given: Said) => ({
  ...given,
  media: given.media.map(wholeItem),
  threading: given.threading ?? 'off',
  firstComment: given.firstComment ?? '',
  category: given.category ?? '',
  labelIds: given.labelIds ?? [],
});

/** In one order of its keys, so that the same content is the same text. */
const wholeItem = ({ mediaId, altText, crop }: GivenMedia): MediaItem => ({
  mediaId,
  altText,
  crop: keptCrop(crop),
});

interface ContentOptions {
  database: Database;
  clock: Clock;
  rows: PostRows;
  changes: PostChanges;
  versions: Versions;
  approved: Approved;
}

/** What a post says, to whom, with which images. */
export function createContent(options: ContentOptions) {
  const { database, clock, rows, changes, versions, approved } = options;
  const { raw, orm } = database;
  const isClientHere = raw
    .prepare<[string], number>('SELECT 1 FROM clients WHERE id = ? AND archived_at IS NULL')
    .pluck();
  const accountOwner = raw
    .prepare<[string], string>('SELECT client_id FROM accounts WHERE id = ? AND removed_at IS NULL')
    .pluck();
  const isMediaHere = raw.prepare<[string], number>('SELECT 1 FROM media WHERE id = ?').pluck();
  const ofClient = raw
    .prepare<[{ clientId: string; ids: string }], string>(
      `SELECT labels.id FROM json_each(@ids) AS wanted JOIN labels ON labels.id = wanted.value
       WHERE labels.client_id IS NULL OR labels.client_id = @clientId ORDER BY labels.id`,
    )
    .pluck();
  const unlabel = raw.prepare<[string]>('DELETE FROM post_labels WHERE post_id = ?');
  const giveLabel = raw.prepare<[string, string]>(
    'INSERT INTO post_labels (post_id, label_id) VALUES (?, ?)',
  );
  const isSent = createSent(database);

  /** Null where the post may go to all of them. */
  function refuseTargets(clientId: string, targets: readonly Target[]) {
    const owners = targets.map((target) => accountOwner.get(target.accountId));
    if (owners.includes(undefined))
      return fail('not_found', 'An account of this post is not here any more. Choose another one.');
    if (owners.some((owner) => owner !== clientId))
      return fail(
        'wrong_client',
        'An account of this post belongs to another client. Choose accounts of this client.',
      );
    return null;
  }

  const refuseMedia = (media: readonly MediaItem[]) =>
    media.every((item) => isMediaHere.get(item.mediaId))
      ? null
      : fail('not_found', 'An image of this post is not here any more. Add it again.');

  /** A target that stays keeps its id. */
  function writeTargets(postId: string, targets: readonly Target[]): void {
    const accountIds = targets.map((target) => target.accountId);
    orm
      .delete(postVariants)
      .where(and(eq(postVariants.postId, postId), notInArray(postVariants.accountId, accountIds)))
      .run();
    for (const [position, { accountId, text }] of targets.entries()) {
      orm
        .insert(postVariants)
        .values({ id: v7(), postId, accountId, text, position })
        .onConflictDoUpdate({
          target: [postVariants.postId, postVariants.accountId],
          set: { text, position },
        })
        .run();
    }
  }

  function writeMedia(postId: string, media: readonly MediaItem[]): void {
    orm.delete(postMedia).where(eq(postMedia.postId, postId)).run();
    for (const [position, item] of media.entries())
      orm
        .insert(postMedia)
        .values({ postId, position, ...item })
        .run();
  }

  /** Those that are here, and are the client's or everybody's: a label that was removed meanwhile is no fault. */
  const labelsFor = (clientId: string, ids: readonly string[]): string[] =>
    ids.length === 0 ? [] : [...new Set(ofClient.all({ clientId, ids: JSON.stringify(ids) }))];

  function writeLabels(postId: string, labelIds: readonly string[]): void {
    unlabel.run(postId);
    for (const labelId of labelIds) giveLabel.run(postId, labelId);
  }

  const targetsOf = (id: string): Target[] =>
    rows.targets(id).map(({ accountId, text }) => ({ accountId, text }));
  const mediaOf = (id: string): MediaItem[] =>
    rows.media(id).map(({ media, ...item }) => wholeItem({ mediaId: media.id, ...item }));

  const shownIn = ({ id, text, threading, firstComment }: PostRow): Shown => ({
    ...{ text, threading, firstComment },
    targets: targetsOf(id),
    media: mediaOf(id),
  });

  /** Without the accounts and images that are gone. */
  const stillHere = ({ targets, media, ...said }: Content): Content => ({
    ...said,
    targets: targets.filter(({ accountId }) => accountOwner.get(accountId) !== undefined),
    media: media.filter(({ mediaId }) => isMediaHere.get(mediaId) === 1),
  });

  /**
   * A scheduled post keeps its time: what can't be sent any more is told by `posts.check`, and
   * fails visibly when it is due.
   */
  function update(input: PostUpdate) {
    const { id, expectedVersion } = input;
    const targets = input.targets && distinct(input.targets, (target) => target.accountId);
    const media = input.media && distinct(input.media.map(wholeItem), (item) => item.mediaId);
    return changes.change<'stale' | 'not_editable' | 'wrong_client' | 'not_found'>(id, (row) => {
      if (!isEditable(row.status) || isSent(id))
        return fail('not_editable', notEditable(row.status), { status: row.status });
      if (row.version !== expectedVersion)
        return fail(
          'stale',
          'This post was changed elsewhere meanwhile. Look at the newer version, then save again.',
          { version: row.version },
        );
      const refused =
        (targets && refuseTargets(row.clientId, targets)) ?? (media && refuseMedia(media));
      if (refused) return refused;
      const said = changesOf(row, input);
      const newTargets = targets !== undefined && !isSame(targetsOf(id), targets);
      const labelIds = input.labelIds && labelsFor(row.clientId, input.labelIds);
      const newLabels = labelIds !== undefined && !isSame(row.labelIds.toSorted(), labelIds);
      const newMedia = media !== undefined && !isSame(mediaOf(id), media);
      if (Object.keys(said).length === 0 && !newTargets && !newMedia && !newLabels) return ok(null);
      versions.before(row);
      const isSeen = newTargets || newMedia || Object.keys(said).some((key) => !OUR_OWN.has(key));
      const next = {
        ...shownIn(row),
        ...said,
        ...(targets && { targets }),
        ...(media && { media }),
      };
      const becomes = isSeen ? approved.rewritten(row, next) : {};
      if (newTargets) writeTargets(id, targets);
      if (newMedia) writeMedia(id, media);
      if (newLabels) writeLabels(id, labelIds);
      const after = () => versions.saved(id, input.by);
      return ok({ ...said, ...becomes, after, ...(newTargets && { retargeted: true }) });
    });
  }

  return {
    isClientHere: (id: string): boolean => isClientHere.get(id) === 1,
    isSent,
    targetsOf,
    mediaOf,
    shownIn,
    writeTargets,
    writeMedia,
    writeLabels,
    labelsFor,
    refuse: (clientId: string, { targets, media }: Pick<Content, 'targets' | 'media'>) =>
      refuseTargets(clientId, targets) ?? refuseMedia(media),

    stillHere,

    /** With an id of the caller's, a repeat of the same content answers the draft that is there. */
    create(given: NewPost): Result<Post, 'not_found' | 'wrong_client' | 'id_taken'> {
      const input = wholeContent(given);
      const { clientId, text, threading, firstComment, category, byAi = false } = input;
      const id = input.id ?? v7();
      const targets = distinct(input.targets, (target) => target.accountId);
      const media = distinct(input.media, (item) => item.mediaId);
      const labelIds = labelsFor(clientId, input.labelIds);
      const existing = () => {
        const row = rows.row(id);
        if (!row) return null;
        const same =
          row.removedAt === null &&
          isSame(
            [row.clientId, ...saidIn(row), row.labelIds.toSorted(), targetsOf(id), mediaOf(id)],
            [clientId, ...saidIn({ ...input, byAi }), labelIds, targets, media],
          );
        return same
          ? rows.get(id)
          : fail('id_taken', 'Another post has this id already. Save with a new id.');
      };
      let isNew = false;
      const result = changes.transaction(
        (): Result<Post, 'not_found' | 'wrong_client' | 'id_taken'> => {
          const before = existing();
          if (before) return before;
          if (isClientHere.get(clientId) !== 1)
            return fail('not_found', 'This client is not here any more, or is archived.');
          const refused = refuseTargets(clientId, targets) ?? refuseMedia(media);
          if (refused) return refused;
          const now = clock.now();
          orm
            .insert(posts)
            .values({
              id,
              clientId,
              status: 'draft',
              text,
              threading,
              firstComment,
              category,
              byAi,
              createdAt: now,
              updatedAt: now,
            })
            .run();
          writeTargets(id, targets);
          writeMedia(id, media);
          writeLabels(id, labelIds);
          // What nobody writes by hand gets its first entry when it is first changed.
          if (input.by !== undefined) versions.saved(id, input.by);
          isNew = true;
          return rows.get(id);
        },
      );
      if (result.ok && isNew) changes.tell(result.value);
      return result;
    },

    update,

    /** What it said then, without the accounts and images that are gone; an entry of its own in the history. */
    restoreVersion({ id, version, expectedVersion }: ParsedInput<'posts.restoreVersion'>) {
      const then = versions.get(id, version);
      if (!then.ok) return then;
      versions.closeEntry(id);
      return update({ id, expectedVersion, ...stillHere(then.value) });
    },
  };
}

/** The desk's own: who approved the post did not see them. */
const OUR_OWN: ReadonlySet<string> = new Set(['category', 'byAi']);

const notEditable = (status: Post['status']): string =>
  status === 'failed'
    ? 'A part of this post is published already, so it stays as it is. Send the rest again from its delivery log, or write a new post.'
    : 'This post is published or on its way, so it can’t be changed. Write a new post instead.';
