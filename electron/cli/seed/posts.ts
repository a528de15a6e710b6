import type BetterSqlite3 from 'better-sqlite3';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { postMedia, posts, postVariants } from '../../database/schema/index.ts';
import { writeDraft, writePost, writeVariant } from '../../demo/prose.ts';
import type { Random } from '../../demo/random.ts';
import type { SampleClient } from './clients.ts';
import { prepareInsert } from './insert.ts';
import { prepareLedger } from './ledger.ts';
import { draftStatus, statusesOf } from './life.ts';
import type { prepareNumbers } from './numbers.ts';
import { planTimes, type Slot } from './timeline.ts';

/** Drafts have no time; about one post in fifty is one. */
const DRAFTS = 0.02;
const DAY = 24 * 60 * 60_000;
/** How busy the clients are, the first one the most. */
const BUSY = [6, 5, 4, 4, 3, 3, 2, 2];

export interface SamplePicture {
  mediaId: string;
  altText: string;
}

export interface PostsPlan {
  count: number;
  /** UTC epoch milliseconds: what is before is past, what is after is scheduled. */
  now: number;
  zone: string;
  /** Writes the numbers of what came out. */
  numbers: ReturnType<typeof prepareNumbers>;
  clients: readonly SampleClient[];
  /** By client, in the same order. */
  pictures: readonly (readonly SamplePicture[])[];
}

/** Adds the posts with their variants, pictures and delivery logs. Call it inside a transaction. */
export function plantPosts(
  raw: BetterSqlite3.Database,
  plan: PostsPlan,
  random: Random,
): Map<PostStatus, number> {
  const insertPost = prepareInsert(raw, posts);
  const insertVariant = prepareInsert(raw, postVariants);
  const insertMedia = prepareInsert(raw, postMedia);
  const record = prepareLedger(raw, random, plan.numbers);
  const busy = BUSY.slice(0, plan.clients.length);
  const counts = new Map<PostStatus, number>();

  const plant = (status: PostStatus, slot: Slot | null) => {
    const index = random.weighted(busy);
    const client = plan.clients[index];
    if (!client) throw new RangeError('A client is missing');
    const { voice } = client;
    const created = createdBefore(slot, plan.now, random);
    const id = random.id(created);
    const chosen = picturesOf(plan.pictures[index] ?? [], random);
    const text = slot ? writePost(voice, random) : writeDraft(voice, random);
    insertPost({
      id,
      clientId: client.id,
      status,
      text,
      threading: 'off',
      firstComment: '',
      category: '',
      byAi: false,
      heldAt: null,
      byAi: false,
      scheduledAt: slot?.at ?? null,
      wallTime: slot?.wallTime ?? null,
      zone: slot ? plan.zone : null,
      queued: false,
      recurrenceId: null,
      occurrenceOn: null,
      version: random.between(2, 6),
      removedAt: null,
      networks: 'bluesky',
      mediaCount: chosen.length,
      thumbnailId: chosen[0]?.mediaId ?? null,
      labelIds: '',
      createdAt: created,
      updatedAt: slot && slot.at <= plan.now ? Math.min(slot.at + 4000, plan.now) : created,
    });
    const [first, ...others] = client.accounts;
    const targets = others.length > 0 && random.chance(0.4) ? client.accounts : [first];
    targets.forEach((account, position) => {
      if (!account) return;
      const own = position === 0 ? null : writeVariant(voice, random);
      insertVariant({
        id: random.id(created),
        postId: id,
        accountId: account.id,
        text: own,
        position,
      });
      if (slot) record({ postId: id, account, text: own ?? text, status, at: slot.at });
    });
    chosen.forEach((picture, position) => {
      insertMedia({ postId: id, position, crop: null, ...picture });
    });
    counts.set(status, (counts.get(status) ?? 0) + 1);
  };

  const drafts = Math.round(plan.count * DRAFTS);
  const slots = planTimes(plan.count - drafts, plan.now, plan.zone, random);
  const statuses = statusesOf(slots, plan.now, random);
  slots.forEach((slot, index) => {
    plant(statuses[index] ?? 'published', slot);
  });
  for (let draft = 0; draft < drafts; draft++) plant(draftStatus(random), null);
  return counts;
}

/** A post was written some days before it is due, and never in the future. */
function createdBefore(slot: Slot | null, now: number, random: Random): number {
  const minutes = random.between(60, 24 * 60);
  const days = slot ? random.between(1, 24) : random.between(0, 45);
  return Math.min(slot?.at ?? now, now) - days * DAY - minutes * 60_000;
}

/** One post in three has a picture, a few have two. */
function picturesOf(pictures: readonly SamplePicture[], random: Random): SamplePicture[] {
  if (pictures.length === 0 || !random.chance(0.33)) return [];
  const first = random.between(0, pictures.length - 1);
  const count = pictures.length > 1 && random.chance(0.15) ? 2 : 1;
  return Array.from(
    { length: count },
    (_, index) => pictures[(first + index) % pictures.length],
  ).filter((picture) => picture !== undefined);
}
