import type { Comment, Conversation } from '../graph/conversation.ts';
import { invalid, unsupported } from '../graph/errors.ts';
import { select } from '../graph/fields.ts';
import { paged } from '../graph/paging.ts';
import type { Params } from '../graph/params.ts';
import type { Answer, Call } from '../network.ts';
import type { Nodes } from './nodes.ts';
import type { Change, Person, State } from './state.ts';

const LENGTH = 300;
const DONE: Answer = { status: 200, body: { success: true } };

export interface CommentParts {
  now(): number;
  newId(): string;
  state: State;
  nodes: Nodes;
  conversation: Conversation;
  record(change: Change): void;
}

/** Comments under an account's posts. Source: developers.facebook.com/docs/instagram-platform/comment-moderation. */
export function createComments({ now, newId, state, nodes, conversation, record }: CommentParts) {
  const ownMedia = (id: string, person: Person): boolean => state.media(id)?.personId === person.id;
  const underOwn = (id: string, person: Person): Comment | null => {
    const found = conversation.find(id);
    return found && ownMedia(found.postId, person) ? found : null;
  };

  function add(params: Params, person: Person, postId: string, parentId: string): Answer {
    const text = (params.text('message') ?? '').trim();
    if (text === '') return invalid('The parameter message is required');
    if (text.length > LENGTH) return invalid(`A comment has at most ${LENGTH} characters`);
    const comment = {
      id: newId(),
      postId,
      parentId,
      at: now(),
      author: { id: person.id, handle: person.username, displayName: person.name },
      text,
    };
    record({ kind: 'comment', ...comment });
    return { status: 200, body: { id: comment.id } };
  }

  const listed = (call: Call, comments: readonly Comment[]): Answer =>
    paged(call, comments, (comment) =>
      select(nodes.comment(comment), 'IGComment', call.query.get('fields'), 'id,text,timestamp'),
    );

  return {
    /** Those under the post itself, newest first. */
    list: (call: Call, _: Params, person: Person, id: string): Answer =>
      ownMedia(id, person)
        ? listed(
            call,
            conversation
              .under(id)
              .filter(({ parentId }) => parentId === id)
              .reverse(),
          )
        : unsupported('GET', id),

    write: (_: Call, params: Params, person: Person, id: string): Answer =>
      ownMedia(id, person) ? add(params, person, id, id) : unsupported('POST', id),

    replies(call: Call, _: Params, person: Person, id: string): Answer {
      const above = underOwn(id, person);
      if (!above) return unsupported('GET', id);
      return listed(
        call,
        conversation.under(above.postId).filter(({ parentId }) => parentId === id),
      );
    },

    reply(_: Call, params: Params, person: Person, id: string): Answer {
      const above = underOwn(id, person);
      if (!above) return unsupported('POST', id);
      if (above.parentId !== above.postId)
        return invalid('Replies can only be made to top-level comments');
      return add(params, person, above.postId, above.id);
    },

    change(_: Call, params: Params, person: Person, id: string): Answer {
      const comment = underOwn(id, person);
      const hide = params.flag('hide');
      if (!comment) return unsupported('POST', id);
      if (hide === null) return invalid('The parameter hide is required');
      if (comment.author.id === person.id)
        return invalid('Comments of the owner cannot be hidden', { subcode: 1772111 });
      record({ kind: 'comment_hidden', id, hidden: hide });
      return DONE;
    },

    remove(_: Call, __: Params, person: Person, id: string): Answer {
      if (!underOwn(id, person)) return unsupported('DELETE', id);
      record({ kind: 'comment_removed', id });
      return DONE;
    },
  };
}
