import { canBecome, isEditable, type PostStatus } from '../../../shared/domain/post-status.ts';

const POST_ACTIONS = [
  'edit',
  'reschedule',
  'publishNow',
  'submit',
  'withdraw',
  'hold',
  'release',
  'unschedule',
  'duplicate',
  'remove',
] as const;
export type PostAction = (typeof POST_ACTIONS)[number];

/** What a person can do with a post, from the same table that main refuses by. */
export function actionsFor(status: PostStatus, held = false): readonly PostAction[] {
  const allowed: Record<PostAction, boolean> = {
    edit: isEditable(status),
    reschedule: isEditable(status) && status !== 'draft' && canBecome(status, 'scheduled'),
    publishNow: isEditable(status) && canBecome(status, 'publishing') && !held,
    submit: status === 'draft',
    withdraw: status === 'in_review' || status === 'approved',
    hold: status === 'scheduled' && !held,
    release: held,
    unschedule: status === 'scheduled',
    duplicate: true,
    remove: status !== 'publishing',
  };
  return POST_ACTIONS.filter((action) => allowed[action]);
}

export const ACTION_LABEL: Record<PostAction, string> = {
  edit: 'Edit',
  reschedule: 'Reschedule',
  publishNow: 'Publish now',
  submit: 'Submit for review',
  withdraw: 'Take back from review',
  hold: 'Hold back',
  release: 'Release',
  unschedule: 'Back to draft',
  duplicate: 'Duplicate as draft',
  remove: 'Remove',
};
