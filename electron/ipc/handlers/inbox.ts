import type { inboxRoutes } from '../../../shared/ipc/inbox.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const inboxHandlers = {
  'inbox.list': (input, { inbox }) => ok(inbox.list(input)),
  'inbox.items': (input, { inbox }) => ok(inbox.items(input)),
  'inbox.counts': (input, { inbox }) => ok(inbox.counts(input)),
  'inbox.thread': ({ id }, { inbox }) => inbox.thread(id),
  'inbox.triage': (input, { inbox }) => inbox.triage(input),
  'inbox.putBack': (input, { inbox }) => {
    inbox.putBack(input);
    return ok({});
  },
  'inbox.reply': (input, { inbox }) => inbox.reply(input),
  'inbox.dropReply': ({ replyId }, { inbox }) => inbox.dropReply(replyId),
  'inbox.setHidden': (input, { inbox }) => inbox.setHidden(input),
  'inbox.setLiked': (input, { inbox }) => inbox.setLiked(input),
  'inbox.check': async ({ accountId = null }, { collecting }) =>
    ok(await collecting.collect({ accountId })),
  'inbox.assignees': (_input, { inbox }) => ok(inbox.assignees()),
  'inbox.figures': (input, { inbox }) => ok(inbox.figures(input)),
} satisfies Handlers<keyof typeof inboxRoutes>;
