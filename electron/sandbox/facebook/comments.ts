import type { Conversation } from '../graph/conversation.ts';
import { graphError, invalid, unsupported } from '../graph/errors.ts';
import { select } from '../graph/fields.ts';
import { paged } from '../graph/paging.ts';
import type { Params } from '../graph/params.ts';
import type { Answer, Call } from '../network.ts';
import type { Nodes } from './nodes.ts';
import type { Change, Page, State } from './state.ts';
import type { Tagged } from './tagged.ts';

const LENGTH = 8000;

export interface CommentParts {
  now(): number;
  newId(): string;
  state: State;
  nodes: Nodes;
  conversation: Conversation;
  tagged: Tagged;
  record(change: Change): void;
}

/** Comments under a page's posts. Source: developers.facebook.com/docs/graph-api/reference/object/comments. */
export function createComments(parts: CommentParts) {
  const { now, newId, state, nodes, conversation, tagged, record } = parts;
  /**
   * The post that the id is of, or that the comment with this id is under; null where it is not the page's, and the
   * page is not tagged in it.
   */
  function placeOf(id: string, page: Page): { postId: string; parentId: string } | null {
    const comment = conversation.find(id);
    const postId = comment?.postId ?? state.video(id)?.postId ?? id;
    return (state.post(postId) ?? tagged.find(postId))?.pageId === page.id
      ? { postId, parentId: comment?.id ?? postId }
      : null;
  }
  const done: Answer = { status: 200, body: { success: true } };

  return {
    list(call: Call, _: Params, page: Page, id: string): Answer {
      const place = placeOf(id, page);
      if (!place) return unsupported('GET', id);
      const isStream = call.query.get('filter') === 'stream';
      const all = conversation
        .under(place.postId)
        .filter(
          ({ parentId }) =>
            parentId === place.parentId || (isStream && place.parentId === place.postId),
        );
      if (call.query.get('order') === 'reverse_chronological') all.reverse();
      return paged(call, all, (comment) =>
        select(
          nodes.comment(comment),
          'Comment',
          call.query.get('fields'),
          'id,message,created_time,from',
        ),
      );
    },

    write(_: Call, params: Params, page: Page, id: string): Answer {
      const place = placeOf(id, page);
      if (!place) return unsupported('POST', id);
      const text = (params.text('message') ?? '').trim();
      if (text === '') return graphError(1_357_031, 'The comment is empty');
      if (text.length > LENGTH) return invalid('The comment is too long');
      const comment = {
        id: `${place.postId.split('_')[1]}_${newId()}`,
        ...place,
        at: now(),
        author: { id: page.id, handle: page.username, displayName: page.name },
        text,
      };
      record({ kind: 'comment', ...comment });
      return { status: 200, body: { id: comment.id } };
    },

    /** To like what is liked already changes nothing. */
    like(page: Page, id: string, on: boolean): Answer {
      if (!placeOf(id, page)) return unsupported(on ? 'POST' : 'DELETE', id);
      if (state.likesOf(id).has(page.id) !== on) record({ kind: 'like', id, pageId: page.id, on });
      return done;
    },

    tagged: (call: Call, page: Page): Answer =>
      paged(call, tagged.of(page).toReversed(), (post) =>
        select(nodes.tagged(post), 'PagePost', call.query.get('fields'), 'id,message,created_time'),
      ),

    change(_: Call, params: Params, page: Page, id: string): Answer {
      const comment = conversation.find(id);
      if (!comment || !placeOf(id, page)) return unsupported('POST', id);
      const hidden = params.flag('is_hidden');
      if (hidden === null) return invalid('Nothing was given to change');
      if (comment.author.id === page.id)
        return invalid('A page cannot hide comments of its own', { subcode: 1446036 });
      record({ kind: 'comment_hidden', id, hidden });
      return done;
    },

    remove(page: Page, id: string): Answer {
      if (!conversation.find(id) || !placeOf(id, page)) return unsupported('DELETE', id);
      record({ kind: 'comment_removed', id });
      return done;
    },
  };
}
