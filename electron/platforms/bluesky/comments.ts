import { type Agent, AppBskyFeedDefs, AppBskyFeedPost, AppBskyFeedThreadgate } from '@atproto/api';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import type { CommentPage, OutgoingReply, RemoteComment } from '../platform.ts';
import { fromAppView } from './app-view.ts';
import { buildRecord, COLLECTION, readProgress } from './record.ts';
import { ownRecord, placeOf, recordAt, refsBelow, rootOf } from './repository.ts';

/** Answers to answers that are followed; the app view itself gives no more of one talk than some hundred. */
const DEPTH = 100;

/** Whoever speaks for the account, and how its posts are linked. */
export interface Speaker {
  did: string;
  handle: string;
  host: string;
  linkTo(actor: string, recordKey: string): string | null;
}

/** All that was written under a post, oldest first. */
export async function commentsUnder(
  agent: Agent,
  speaker: Speaker,
  postId: string,
): Promise<CommentPage> {
  const question = agent.app.bsky.feed.getPostThread({
    uri: postId,
    depth: DEPTH,
    parentHeight: 0,
  });
  const { data } = await fromAppView(speaker.host, question).catch((error: unknown) => {
    if (callFailedIn(error)?.errorName === 'NotFound') throw gone();
    throw error;
  });
  if (!AppBskyFeedDefs.isThreadViewPost(data.thread)) throw gone();
  const comments: RemoteComment[] = [];
  const hidden = new Set(hiddenIn(data.thread.post, data.threadgate));
  const gather = ({ replies = [] }: AppBskyFeedDefs.ThreadViewPost) => {
    for (const answer of replies) {
      if (!AppBskyFeedDefs.isThreadViewPost(answer)) continue;
      const comment = commentIn(answer.post, speaker, hidden);
      if (comment) comments.push(comment);
      gather(answer);
    }
  };
  gather(data.thread);
  comments.sort((a, b) => a.createdAt - b.createdAt);
  return { comments, next: null };
}

const gone = () =>
  new CallFailed(
    failure('refused', 'This post is not on Bluesky any more, so it has no comments.'),
  );

function hiddenIn(
  post: AppBskyFeedDefs.PostView,
  gate: AppBskyFeedDefs.ThreadgateView | undefined,
): readonly string[] {
  const record = AppBskyFeedThreadgate.validateMain((gate ?? post.threadgate)?.record);
  return record.success ? (record.value.hiddenReplies ?? []) : [];
}

/** Null where it is none that can be read: records of other applications may be anything. */
function commentIn(
  { uri, author, record, likeCount }: AppBskyFeedDefs.PostView,
  speaker: Speaker,
  hidden: ReadonlySet<string>,
): RemoteComment | null {
  const written = AppBskyFeedPost.validateMain(record);
  if (!written.success || !written.value.reply) return null;
  const { text, createdAt, reply } = written.value;
  const { did, handle, displayName } = author;
  return {
    remoteId: uri,
    parentId: reply.parent.uri,
    author: { remoteId: did, handle, displayName: displayName || handle },
    text,
    createdAt: Date.parse(createdAt),
    remoteUrl: speaker.linkTo(handle, placeOf(uri)?.rkey ?? ''),
    likes: likeCount ?? null,
    hidden: hidden.has(uri),
    ours: did === speaker.did,
  };
}

/** Answers a post or a comment, under a key of ours: the same answer again is the same record. */
export async function writeReply(
  agent: Agent,
  { did, handle, linkTo }: Speaker,
  { recordKey, parentId, text, createdAt }: OutgoingReply,
): Promise<RemoteComment> {
  const reply = await refsBelow(agent, parentId);
  const record = await buildRecord(
    { text, createdAt, reply },
    { agent, saved: readProgress(null), save: async () => {}, film: noFilm },
  );
  const { data } = await agent.com.atproto.repo.putRecord({
    repo: did,
    collection: COLLECTION,
    rkey: recordKey,
    record,
  });
  return {
    remoteId: data.uri,
    parentId,
    author: { remoteId: did, handle, displayName: handle },
    text,
    createdAt,
    remoteUrl: linkTo(handle, recordKey),
    likes: null,
    hidden: false,
    ours: true,
  };
}

const noFilm = () => Promise.reject(new Error('A comment has no video'));

const GATES = 'app.bsky.feed.threadgate';
/** Source: lexicons/app/bsky/feed/threadgate.json. */
const MOST_HIDDEN = 300;

/** Hides an answer from everybody's view of our post, or shows it again: the list is a record beside the post. */
export async function setHidden(
  agent: Agent,
  did: string,
  commentId: string,
  isHidden: boolean,
  now: number,
): Promise<'done' | 'gone'> {
  const comment = await recordAt(agent, commentId);
  if (!comment) return 'gone';
  const root = rootOf(comment.value);
  const place = root && placeOf(root.uri);
  if (!root || place?.repo !== did) throw new CallFailed(failure('refused', NOT_OURS));
  const fresh = { post: root.uri, createdAt: new Date(now).toISOString() };
  const change = () => changeGate(agent, { did, rkey: place.rkey, fresh, commentId, isHidden });
  await change().catch((error: unknown) => {
    // Somebody else has changed it meanwhile: read again.
    if (callFailedIn(error)?.errorName !== 'InvalidSwap') throw error;
    return change();
  });
  return 'done';
}

interface GateChange {
  did: string;
  rkey: string;
  /** What a new list begins with. */
  fresh: { post: string; createdAt: string };
  commentId: string;
  isHidden: boolean;
}

async function changeGate(agent: Agent, wanted: GateChange): Promise<void> {
  const { did, rkey, fresh, commentId, isHidden } = wanted;
  const known = await ownRecord(agent, `at://${did}/${GATES}/${rkey}`);
  const gate = AppBskyFeedThreadgate.validateMain(known?.value);
  const before = gate.success ? (gate.value.hiddenReplies ?? []) : [];
  if (before.includes(commentId) === isHidden) return;
  const others = before.filter((uri) => uri !== commentId);
  const hiddenReplies = isHidden ? [...others, commentId] : others;
  if (hiddenReplies.length > MOST_HIDDEN) throw new CallFailed(failure('refused', TOO_MANY));
  await agent.com.atproto.repo.putRecord({
    repo: did,
    collection: GATES,
    rkey,
    record: { ...fresh, ...known?.value, $type: GATES, hiddenReplies },
    // Whatever else was said about who may answer is not to be lost.
    swapRecord: known?.ref.cid ?? null,
  });
}

const NOT_OURS =
  'On Bluesky, a comment can only be hidden under a post of this account. Open it in Bluesky and mute or block its author there.';
const TOO_MANY =
  'Bluesky hides at most 300 comments under a post. Show another one again, or block the author in Bluesky.';
