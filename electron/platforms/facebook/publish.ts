import { CallFailed, callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import { madeShape } from '../graph/client.ts';
import { cantTell, isLinkRefused } from '../graph/failure.ts';
import { contentOf, type OutgoingPost, type RemotePost, type SentPost } from '../platform.ts';
import { findPost, remotePost } from './find-post.ts';
import { firstComment } from './first-comment.ts';
import { awaitPost, uploadPhotos, uploadVideo } from './media.ts';
import type { Page } from './page.ts';
import { type Progress, readProgress } from './progress.ts';

export interface Patience {
  /** Ms between two looks at a video that Facebook is at work on. */
  waits: readonly number[];
  /** Ms after which a call whose answer was lost is over. */
  settlesIn: number;
}

/** When Facebook is to publish it by itself, UTC epoch seconds. */
export const planOf = (at: number) => ({
  published: false,
  scheduled_publish_time: Math.round(at / 1000),
  unpublished_content_type: 'SCHEDULED',
});

/** Publishes a post, or goes on where an earlier try came to. */
export async function publish(
  page: Page,
  post: OutgoingPost,
  progress: Progress,
  { waits, settlesIn }: Patience,
): Promise<RemotePost> {
  const { saved, keep } = progress;
  if (saved.sentAt !== null && saved.postId === null && saved.videoId === null) {
    // What became of the earlier try is asked first.
    const sent = { ...post, content: contentOf(post), saved: { ...saved } };
    const search = await findPost(page, sent, settlesIn).catch(rethrowAsNotSent);
    if (search === 'unknown') throw new CallFailed({ ...cantTell().failure, class: 'interrupted' });
    if (search !== 'absent') await keep({ postId: search.found });
  }
  if (saved.postId === null) {
    if (saved.videoId === null) await create(page, post, progress);
    if (saved.videoId !== null) {
      // It is sent and known by its id: that it takes long is no doubt.
      const postId = await awaitPost(page, saved.videoId, waits).catch(rethrowAsNotSent);
      await keep({ postId });
    }
  }
  const postId = saved.postId ?? '';
  await firstComment.write(page, postId, post.firstComment, progress);
  return remotePost(page, postId);
}

/** The decisive call. Source: developers.facebook.com/docs/pages-api/posts, read on 2026-11-23. */
export async function create(
  page: Page,
  post: OutgoingPost,
  { saved, keep }: Progress,
  at: number | null = null,
): Promise<string> {
  const plan = at === null ? {} : planOf(at);
  if (post.video) {
    const handle = await uploadVideo(page, post.video, { saved, keep }).catch(rethrowAsNotSent);
    const params = {
      description: post.text === '' ? undefined : post.text,
      fbuploader_video_file_chunk: handle,
      ...plan,
    };
    const { id } = await decisively(page, { saved, keep }, () =>
      page.graph.post(`${page.id}/videos`, madeShape, params, { origin: page.hosts.video }),
    );
    await keep(at === null ? { videoId: id } : { plannedId: id });
    return id;
  }
  const photos = await uploadPhotos(page, post.images, { saved, keep }, at !== null).catch(
    rethrowAsNotSent,
  );
  const params = {
    message: post.text === '' ? undefined : post.text,
    attached_media: photos.length === 0 ? undefined : photos.map((id) => ({ media_fbid: id })),
    ...plan,
  };
  const link = photos.length === 0 ? linkIn(post.text) : undefined;
  const send = (preview: { link?: string | undefined }) =>
    page.graph.post(`${page.id}/feed`, madeShape, { ...params, ...preview });
  const { id } = await decisively(page, { saved, keep }, () =>
    send({ link }).catch((error: unknown) => {
      // It was not taken for its preview: the address stays in the text.
      if (link === undefined || !isLinkRefused(error)) throw error;
      return send({});
    }),
  );
  await keep(at === null ? { postId: id } : { plannedId: id });
  return id;
}

/** The first address in a text: Facebook shows a preview of what is named, and of nothing else. */
const linkIn = (text: string): string | undefined =>
  /(?<!\S)https?:\/\/[^\s/]+\.[^\s<>"“”]*[^\s<>"“”.,;:!?)'’]/u.exec(text)?.[0];

/** What surely had no effect is kept as that, so that nobody has to look for it. */
async function decisively<Value>(
  page: Page,
  { keep }: Progress,
  call: () => Promise<Value>,
): Promise<Value> {
  const sentAt = await page.serverNow().catch(rethrowAsNotSent);
  await keep({ sentAt });
  try {
    return await call();
  } catch (error) {
    const known = callFailedIn(error)?.failure;
    if (
      known?.class === 'unreachable' ||
      known?.class === 'rate_limited' ||
      known?.class === 'auth'
    )
      await keep({ sentAt: null });
    // What was uploaded may be the reason.
    if (known?.class === 'refused') await keep({ sentAt: null, handle: null, upload: null });
    throw error;
  }
}

/** Whether it is there, with its first comment. */
export async function reconcile(
  page: Page,
  post: SentPost,
  { settlesIn }: Patience,
): Promise<RemotePost | null> {
  const search = await findPost(page, post, settlesIn);
  const id = await firstComment.wholePost(page, post, readProgress(post.saved), search);
  return id === null ? null : remotePost(page, id);
}
