import { CallFailed, callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import type { SentPost } from '../platform.ts';
import type { KeptProgress } from '../progress.ts';
import type { Search } from '../search.ts';
import { type Graph, madeShape } from './client.ts';
import { cantTell } from './failure.ts';

/** Whose post it is. */
interface Author {
  graph: Graph;
  /** The time at the network, UTC epoch ms. */
  serverNow(): Promise<number>;
}

/** The author's own comment under their post, with these words; null where there is none. */
type FindOwn<Whose> = (author: Whose, postId: string, text: string) => Promise<string | null>;

interface SavedComment {
  /** The network's time just before the call that writes it, UTC epoch ms. */
  commentAt: number | null;
  commentId: string | null;
}

/** Our own comment under a post that is out. */
export function createFirstComment<Whose extends Author>(findOwn: FindOwn<Whose>) {
  /** Writes it, once, where the post is to have one. */
  async function write(
    author: Whose,
    postId: string,
    text: string | null,
    { saved, keep }: KeptProgress<SavedComment>,
  ): Promise<void> {
    if (isNone(text) || saved.commentId !== null) return;
    try {
      if (saved.commentAt !== null) {
        const earlier = await findOwn(author, postId, text);
        if (earlier !== null) return await keep({ commentId: earlier });
      }
      await keep({ commentAt: await author.serverNow() });
      const { id } = await author.graph.post(`${postId}/comments`, madeShape, { message: text });
      await keep({ commentId: id });
    } catch (error) {
      const call = callFailedIn(error);
      // Whether it is there is looked up before it is written again, so nothing is in doubt.
      if (call?.failure.class !== 'refused') rethrowAsNotSent(error);
      const message = `The post is published, its first comment is not. ${call.failure.message}`;
      throw new CallFailed({ ...call.failure, message }, null, call);
    }
  }

  /**
   * The id of a post that was looked for. Null also where only its first comment may be missing: publishing
   * again finds the post and writes that.
   * @throws CallFailed where nobody can tell
   */
  async function wholePost(
    author: Whose,
    { content }: SentPost,
    { commentId }: SavedComment,
    search: Search,
  ): Promise<string | null> {
    if (search === 'unknown') throw cantTell();
    if (search === 'absent') return null;
    const text = content?.firstComment ?? null;
    const isWhole =
      isNone(text) || commentId !== null || (await findOwn(author, search.found, text)) !== null;
    return isWhole ? search.found : null;
  }

  return { write, wholePost };
}

const isNone = (text: string | null): text is null => text === null || text.trim() === '';
