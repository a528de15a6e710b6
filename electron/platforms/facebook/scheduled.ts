import { z } from 'zod';
import { FACEBOOK } from '../../../shared/domain/networks/facebook.ts';
import { CallFailed, failure, rethrowAsNotSent } from '../call-failed.ts';
import { idShape } from '../graph/client.ts';
import { cantTell, nothingThere } from '../graph/failure.ts';
import { contentOf, type HandedOver, type NativeSchedule, type SentPost } from '../platform.ts';
import { findPlanned, findPost, plannedTime, remotePost } from './find-post.ts';
import { findOwnComment, firstComment } from './first-comment.ts';
import { postOfVideo, readVideo } from './media.ts';
import { type Connection, type Page, withPage } from './page.ts';
import { openProgress, readProgress } from './progress.ts';
import { create, type Patience, planOf } from './publish.ts';

/** Besides what Facebook asks for: the call itself takes its time. */
const MARGIN = 30_000;
const { ahead = 0, within = 0 } = FACEBOOK.nativeSchedule ?? {};

const statusShape = z.object({
  id: idShape,
  is_published: z.boolean(),
  scheduled_publish_time: z.unknown().optional(),
});

/** Posts that Facebook publishes itself. Source: developers.facebook.com/docs/pages-api/posts#schedule-a-post. */
export function createNativeSchedule(
  connection: Connection,
  { settlesIn }: Patience,
): NativeSchedule {
  /** Where what has this id stands. Posts have two numbers in their id, videos one. */
  async function look(page: Page, id: string): Promise<HandedOver> {
    if (id.includes('_')) {
      const fields = 'id,is_published,scheduled_publish_time';
      const post = await page.graph.get(id, statusShape, { fields }).catch(nothingThere);
      if (!post) return GONE;
      return post.is_published
        ? { kind: 'published', post: remotePost(page, id) }
        : { kind: 'planned', id, at: plannedTime(post.scheduled_publish_time) };
    }
    const video = await readVideo(page, id).catch(nothingThere);
    if (!video) return GONE;
    if (!video.published)
      return { kind: 'planned', id, at: plannedTime(video.scheduled_publish_time) };
    const postId = video.post_id ? postOfVideo(page, video.post_id) : id;
    return { kind: 'published', post: remotePost(page, postId) };
  }

  async function find(page: Page, post: SentPost & { at: number }): Promise<HandedOver> {
    const { plannedId, sentAt } = readProgress(post.saved);
    if (plannedId !== null) {
      const found = await look(page, plannedId);
      if (found.kind !== 'gone') return found;
    }
    if (sentAt === null) return GONE;
    const planned = await findPlanned(page, post);
    if (planned) return { kind: 'planned', ...planned };
    const search = await findPost(page, post, settlesIn);
    if (search === 'unknown') throw cantTell();
    if (search === 'absent') return GONE;
    return { kind: 'published', post: remotePost(page, search.found) };
  }

  return {
    handOver: (context, post, kept) =>
      withPage(context, connection, async (page) => {
        const progress = openProgress(kept);
        const { saved, keep } = progress;
        const sent = { ...post, content: contentOf(post), saved: { ...saved } };
        const earlier = await find(page, sent).catch(rethrowAsNotSent);
        if (earlier.kind !== 'gone') return earlier;
        // What went with an earlier plan went for good.
        if (saved.plannedId !== null)
          await keep({ plannedId: null, sentAt: null, photos: {}, upload: null, handle: null });
        const timeLeft = async () => post.at - (await page.serverNow().catch(rethrowAsNotSent));
        if ((await timeLeft()) < ahead + MARGIN) return TOO_SOON;
        if ((await timeLeft()) > within)
          throw new CallFailed(failure('refused', 'Facebook plans at most 30 days ahead.'));
        const id = await create(page, post, progress, post.at);
        return { kind: 'planned', id, at: post.at } as const;
      }),

    find: (context, post) => withPage(context, connection, (page) => find(page, post)),

    look: (context, id, post) =>
      withPage(context, connection, async (page): Promise<HandedOver> => {
        const found = await look(page, id);
        const text = post.content?.firstComment ?? '';
        if (found.kind === 'published' && text.trim() !== '') {
          const { remoteId } = found.post;
          if ((await findOwnComment(page, remoteId, text)) === null)
            await firstComment.write(page, remoteId, text, NOT_KEPT());
        }
        return found;
      }),

    move: (context, id, at) =>
      withPage(context, connection, async (page) => {
        const { scheduled_publish_time } = planOf(at);
        const moved = await page.graph
          .post(id, z.unknown(), { scheduled_publish_time })
          .then(() => true)
          .catch(nothingThere);
        return moved ? 'moved' : 'gone';
      }),

    takeBack: (context, id) =>
      withPage(context, connection, async (page) => {
        // Taking back what is out already would remove it.
        const found = await look(page, id);
        if (found.kind !== 'planned') return 'gone';
        if (found.at - (await page.serverNow()) < MARGIN)
          throw new CallFailed(failure('unreachable', PUBLISHING_NOW));
        const removed = await page.graph
          .delete(id)
          .then(() => true)
          .catch(nothingThere);
        return removed ? 'taken_back' : 'gone';
      }),
  };
}

/** What is watched is looked up each time, and keeps nothing. */
const NOT_KEPT = () => openProgress({ saved: null, save: async () => {} });

const PUBLISHING_NOW = 'Facebook is about to publish it.';
const GONE = { kind: 'gone' } as const;
const TOO_SOON = { kind: 'too_soon' } as const;
