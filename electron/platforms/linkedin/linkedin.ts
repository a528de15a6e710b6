import { z } from 'zod';
import { LINKEDIN } from '../../../shared/domain/networks/linkedin.ts';
import type { Clock } from '../../clock.ts';
import { CallFailed, callFailedIn, failure, rethrowAsNotSent } from '../call-failed.ts';
import {
  contentOf,
  type OutgoingPost,
  type Platform,
  type PlatformContext,
  type PublishProgress,
} from '../platform.ts';
import { newRecordKey } from '../record-key.ts';
import type { Search } from '../search.ts';
import { createServerTime } from '../server-time.ts';
import { organisationOf, ownMember } from './accounts.ts';
import { type LinkedInApi, withSession } from './api.ts';
import { hasComment, readComments, removeComment, writeComment } from './comments.ts';
import { duplicateOf, isNotAllowed, isNotFound, mayHaveHappened } from './failure.ts';
import { uploadImages } from './images.ts';
import { readMetrics } from './metrics.ts';
import { createOAuth, signIn } from './oauth.ts';
import { create, findPost, postBody, remotePost } from './posts.ts';
import { readProgress, type SavedProgress } from './progress.ts';
import { PROCESSING_WAITS } from './uploads.ts';
import { encoded, idOf, isOrganisation } from './urn.ts';
import { uploadVideo } from './video.ts';

export interface LinkedInOptions {
  clock: Clock;
  userAgent: string;
  /** Ms between two looks at an upload that LinkedIn is at work on. */
  processingWaits?: readonly number[];
  /** Ms that LinkedIn is given to show a post, before it is called absent. */
  settles?: number;
}

const SETTLES = 10_000;

/** LinkedIn, for a member or an organisation. Source: learn.microsoft.com/linkedin/marketing/community-management. */
export function createLinkedIn(options: LinkedInOptions): Platform {
  const {
    clock,
    userAgent,
    processingWaits: waits = PROCESSING_WAITS,
    settles = SETTLES,
  } = options;
  const now = () => clock.now();
  const connection = { userAgent, now };
  const time = createServerTime(now);
  const run = <Value>(
    context: PlatformContext,
    work: (api: LinkedInApi, own: string) => Promise<Value>,
  ) =>
    withSession(
      context,
      { ...connection, heard: (headers) => time.hear(context.serviceUrl, headers) },
      (api) => work(api, context.remoteId),
    );

  return {
    capabilities: LINKEDIN,
    newRecordKey,
    signIn: (input) => signIn(input, connection),
    oauth: createOAuth(connection),
    whoAmI: (context) =>
      run(context, (api, own) => (isOrganisation(own) ? organisationOf(api, own) : ownMember(api))),

    publish: (context, post, progress) =>
      run(context, async (api, own) => {
        const saved = readProgress(progress.saved);
        const save = () => progress.save({ ...saved });
        const sending: Sending = { api, own, context, post, saved, save };
        saved.post ??= await found(sending, progress);
        if (saved.post === null) {
          saved.post = await send(sending);
          await save();
        }
        if (post.firstComment !== null && !saved.commented)
          await comment(sending, saved.post, post.firstComment);
        return remotePost(saved.post);
      }),

    reconcile: (context, post) =>
      run(context, async (api, own) => {
        const saved = readProgress(post.saved);
        const firstComment = post.content?.firstComment ?? null;
        const isWhole = firstComment === null || saved.commented;
        // Nothing was ever sent that could be there.
        if (saved.post === null && !saved.inDoubt) return null;
        if (saved.post === null) {
          const search = await findPost(api, own, post, now).catch(asUnknown);
          if (search === 'unknown') throw new CallFailed(failure('refused', CANT_TELL));
          if (search === 'absent') waitForIt(saved.triedAt);
          // Where the comment is still to come, `publish` finds the post as this has, and goes on from it.
          return search === 'absent' || !isWhole ? null : remotePost(search.found);
        }
        if (isWhole) return remotePost(saved.post);
        if (!saved.commentInDoubt) return null;
        const isThere = await commentIsThere(api, own, saved.post, firstComment);
        if (!isThere) waitForIt(saved.triedAt);
        return isThere ? remotePost(saved.post) : null;
      }),

    metrics: (context, remoteIds) => run(context, (api, own) => readMetrics(api, own, remoteIds)),
    comments: (context, postId, from) =>
      run(context, (api, own) => readComments(api, own, postId, from).catch(explainMember(own))),
    reply: (context, { postId, parentId, text }) =>
      run(context, (api) =>
        writeComment(api, context, { postUrn: postId, parentUrn: parentId, text }),
      ),
    removeComment: (context, id) => run(context, (api, own) => removeComment(api, own, id)),
    removePost: (context, remoteId) =>
      run(context, async (api) => {
        try {
          await api.delete(`/posts/${encoded(remoteId)}`);
          return 'removed';
        } catch (error) {
          if (isNotFound(error)) return 'gone';
          throw error;
        }
      }),
  };

  /** The post of an earlier try, where one may have been made and LinkedIn lets it be looked for. */
  async function found(
    { api, own, post, saved }: Sending,
    progress: PublishProgress,
  ): Promise<string | null> {
    if (!saved.inDoubt) return null;
    const sent = { ...post, content: contentOf(post), saved: progress.saved };
    const search = await findPost(api, own, sent, now).catch((error: unknown): Search => {
      // The ledger decided to send it again; should it be there after all, LinkedIn says so.
      if (isNotAllowed(error)) return 'absent';
      return rethrowAsNotSent(error);
    });
    if (search === 'unknown') throw new CallFailed(failure('interrupted', CANT_TELL));
    return search === 'absent' ? null : search.found;
  }

  /** What was sent a moment ago may be there, and not be shown yet. */
  function waitForIt(triedAt: number | null): void {
    const since = triedAt === null ? settles : now() - triedAt;
    if (Math.abs(since) < settles)
      throw new CallFailed(failure('unreachable', NOT_YET, null, settles - Math.max(since, 0)));
  }

  /** LinkedIn's time: by this computer's, which may be put right meanwhile, the post would be looked for too late. */
  async function serverNow(
    api: LinkedInApi,
    own: string,
    { serviceUrl }: PlatformContext,
  ): Promise<number> {
    const known = time.at(serviceUrl);
    if (known !== null) return known;
    const whose = isOrganisation(own) ? `/organizations/${encoded(idOf(own))}` : '/me';
    await api.get(whose, z.unknown()).catch((error: unknown) => {
      // Any answer tells the time, and is no reason not to send; none at all is, and a session that has ended.
      const failed = callFailedIn(error)?.failure;
      if (failed && (failed.httpStatus === null || failed.class === 'auth'))
        rethrowAsNotSent(error);
    });
    return time.at(serviceUrl) ?? now();
  }

  /** Uploads and makes the post. Its URN. */
  async function send({ api, own, context, post, saved, save }: Sending): Promise<string> {
    const { signal } = context;
    const uploading = { api, owner: own, saved, save, now, waits, signal };
    const uploaded = {
      images: await uploadImages(post.images, uploading).catch(rethrowAsNotSent),
      video: post.video && (await uploadVideo(post.video, uploading).catch(rethrowAsNotSent)),
    };
    const wasInDoubt = saved.inDoubt;
    saved.sentAt ??= await serverNow(api, own, context);
    saved.inDoubt = true;
    saved.triedAt = now();
    await save();
    try {
      return await create(api, postBody(own, post, uploaded));
    } catch (error) {
      if (mayHaveHappened(error)) throw error;
      // The same content is taken once: where an earlier call may have made it, that is the post.
      const twin = duplicateOf(error);
      if (wasInDoubt && twin !== null && !post.isTaken(twin)) return twin;
      saved.inDoubt = wasInDoubt;
      await save();
      throw error;
    }
  }

  async function comment(
    { api, own, context, saved, save }: Sending,
    postUrn: string,
    text: string,
  ): Promise<void> {
    if (saved.commentInDoubt)
      saved.commented = await commentIsThere(api, own, postUrn, text).catch(rethrowAsNotSent);
    if (!saved.commented) {
      saved.commentInDoubt = true;
      saved.triedAt = now();
      await save();
      try {
        await writeComment(api, context, { postUrn, parentUrn: postUrn, text });
      } catch (error) {
        if (mayHaveHappened(error)) throw error;
        saved.commentInDoubt = false;
        await save();
        throw postIsOut(error);
      }
    }
    saved.commented = true;
    await save();
  }
}

interface Sending {
  api: LinkedInApi;
  own: string;
  context: PlatformContext;
  post: OutgoingPost;
  saved: SavedProgress;
  save(): Promise<void>;
}

/** Reading the posts of a member takes a permission that LinkedIn gives to few. */
const asUnknown = (error: unknown): Search => {
  if (isNotAllowed(error)) return 'unknown';
  throw error;
};

async function commentIsThere(
  api: LinkedInApi,
  own: string,
  postUrn: string,
  text: string,
): Promise<boolean> {
  try {
    return await hasComment(api, own, postUrn, text);
  } catch (error) {
    if (isNotAllowed(error)) throw new CallFailed(failure('refused', CANT_TELL_COMMENT));
    throw error;
  }
}

/** The same failure, saying that it is about the comment alone. */
function postIsOut(error: unknown): unknown {
  const call = callFailedIn(error);
  if (!call) return error;
  const message = `The post is on LinkedIn, its first comment is not. ${call.failure.message}`;
  return new CallFailed({ ...call.failure, message }, call.errorName, call);
}

const explainMember = (own: string) => (error: unknown) => {
  if (isOrganisation(own) || !isNotAllowed(error)) throw error;
  throw new CallFailed(failure('refused', MEMBER_COMMENTS, 403));
};

const CANT_TELL =
  'ClientNest can’t tell whether the post is there. Look at the account on LinkedIn and decide.';
const CANT_TELL_COMMENT =
  'The post is on LinkedIn, but ClientNest can’t tell whether its first comment is. Look at the post and decide.';
const MEMBER_COMMENTS =
  'LinkedIn lets applications read the comments on pages, and not those on the posts of a person. Read them on LinkedIn.';
const NOT_YET =
  'LinkedIn does not show the post, but may need a moment for it. ClientNest looks again.';
