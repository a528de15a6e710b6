import { z } from 'zod';
import { CallFailed, callFailedIn } from '../call-failed.ts';
import { idShape } from '../graph/client.ts';
import { isTokenOver, nothingThere } from '../graph/failure.ts';
import { readPage, timeShape } from '../graph/list.ts';
import type { MentionPage, RemoteMention } from '../platform.ts';
import type { Page } from './page.ts';

const FIELDS = 'id,message,created_time,from{id,name},permalink_url';
const taggedShape = z.object({
  id: idShape,
  message: z.string().default(''),
  created_time: timeShape,
  // Facebook tells it of posts of Pages, and seldom of people's.
  from: z.object({ id: z.string(), name: z.string() }).optional().catch(undefined),
  permalink_url: z.string().nullish().catch(null),
});

/**
 * Public posts in which the Page is tagged, the newest first. The API has no mark: `since` is the time of the newest
 * one, in ms, and that moment is told again.
 */
export async function readMentions(
  page: Page,
  since: string | null,
  from: string | null,
): Promise<MentionPage> {
  const path = `${encodeURIComponent(page.id)}/tagged`;
  const { items, next } = await readPage(
    page.graph,
    path,
    taggedShape,
    { fields: FIELDS, limit: 25 },
    from,
  );
  const known = since === null ? 0 : Number(since);
  const fresh = items.filter(({ created_time }) => created_time >= known);
  const mentions = fresh.flatMap((post): RemoteMention[] => {
    if (post.from?.id === page.id) return [];
    const name = post.from?.name ?? 'Somebody on Facebook';
    return [
      {
        ...{ remoteId: post.id, parentId: '', rootId: post.id, text: post.message },
        author: { remoteId: post.from?.id ?? '', handle: name, displayName: name },
        ...{ createdAt: post.created_time, remoteUrl: post.permalink_url ?? null },
        ...{ likes: null, hidden: false, ours: false },
      },
    ];
  });
  const newest = Math.max(0, ...items.map(({ created_time }) => created_time));
  return {
    mentions,
    next: fresh.length < items.length ? null : next,
    newest: newest === 0 ? null : String(newest),
  };
}

/** In the name of the Page; the same again changes nothing. Source: developers.facebook.com/docs/graph-api/reference/object/likes. */
export const like = ({ graph }: Page, id: string, liked: boolean): Promise<'done' | 'gone'> => {
  const path = `${encodeURIComponent(id)}/likes`;
  return (liked ? graph.post(path, z.unknown(), {}) : graph.delete(path))
    .then(() => 'done' as const)
    .catch((error: unknown) => {
      const call = callFailedIn(error);
      // That this app may not like anything does not end the sign-in.
      if (call?.failure.class === 'auth' && !isTokenOver(error))
        throw new CallFailed({ ...call.failure, class: 'refused' }, call.errorName, call);
      return nothingThere(error) ?? 'gone';
    });
};
