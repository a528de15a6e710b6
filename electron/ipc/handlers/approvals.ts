import type { approvalRoutes } from '../../../shared/ipc/approvals.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const approvalsHandlers = {
  'approvals.submit': (input, { approvals }) => ok(approvals.submit(input)),
  'approvals.withdraw': (input, { approvals }) => ok(approvals.withdraw(input)),
  'approvals.reopened': ({ clientId }, { posts }) => ok(posts.review.reopened(clientId)),
  'approvals.makePack': (input, { approvals }) => approvals.makePack(input),
  'approvals.writePack': (input, { approvals }) => approvals.writePack(input),
  'approvals.packs': (input, { approvals }) => ok(approvals.packs(input)),
  'approvals.pack': ({ id }, { approvals }) => approvals.pack(id),
  'approvals.closePack': (input, { approvals }) => approvals.closePack(input),
  'approvals.readAnswers': (input, { approvals }) => approvals.readAnswers(input),
  'approvals.takeAnswers': (input, { approvals }) => approvals.takeAnswers(input),
  'approvals.takeBack': ({ id }, { approvals }) => approvals.takeBack(id),
  'approvals.hold': (input, { approvals }) => approvals.hold(input),
  'approvals.giveReason': (input, { approvals }) => approvals.giveReason(input),
  'approvals.approve': ({ postId }, { approvals }) => approvals.approve(postId),
  'approvals.release': ({ postId }, { approvals }) => approvals.release(postId),
  'postNotes.list': ({ postId }, { posts }) => posts.notes.list(postId),
  'postNotes.add': (input, { posts }) => posts.notes.add(input),
} satisfies Handlers<keyof typeof approvalRoutes>;
