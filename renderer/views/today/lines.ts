import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type {
  ClientGaps,
  MoodTurn,
  WaitingAccount,
  WaitingPost,
  WaitingPosts,
} from '../../../shared/ipc/views.ts';
import { counted } from './answers.ts';

/** The one thing to do about a line. */
export type NeedAction =
  | { kind: 'retry'; postId: string; deliveryIds: readonly string[] }
  | { kind: 'decide'; postId: string }
  | { kind: 'decide_missed' }
  | { kind: 'look'; postId: string }
  | { kind: 'write'; postId: string }
  | { kind: 'release'; postId: string; at: number }
  | { kind: 'posts'; tab: 'needs-you' | 'drafts' | 'scheduled' }
  | { kind: 'approvals'; makes: boolean }
  | { kind: 'reconnect'; accountId: string }
  | { kind: 'fill'; clientId: string; wallTime: string }
  | { kind: 'mood'; clientId: string; mood: 'positive' | 'negative' };

export interface NeedLine {
  key: string;
  /** What it is about, for its icon: never told by colour alone. */
  about: WaitingPosts['kind'] | WaitingAccount['kind'] | 'gap' | `turn_${MoodTurn['direction']}`;
  clientId: string | null;
  title: string;
  detail: string;
  action: NeedAction;
  /** What the button says, and what it says of whom to those who do not see the line. */
  label: string;
  name: string;
  /** The person may put it away: what they call it then. */
  putAway?: string;
}

/** How times are told: in a sentence, and how long ago. */
export interface Telling {
  /** UTC epoch ms. */
  now: number;
  when: (at: number) => string;
  /** `5 days`; null where it is less than one. */
  forDays: (since: number) => string | null;
  networkName: (network: WaitingAccount['network']) => string;
}

/** Posts of one kind that stand by themselves; of more there is one line that leads to all. */
const EACH = 3;

const TITLES: Record<Exclude<WaitingPosts['kind'], 'in_review'>, string> = {
  failed: 'Did not go out',
  needs_check: 'Nobody knows whether it went out',
  missed: 'Missed its time',
  change_requested: 'A change was asked for',
  unscheduled: 'Planned, not scheduled',
  held: 'Held back',
};
const MORE: Record<keyof typeof TITLES, string> = {
  failed: 'more did not go out',
  needs_check: 'more to check',
  missed: 'more missed their time',
  change_requested: 'more changes were asked for',
  unscheduled: 'more are planned and not scheduled',
  held: 'more are held back',
};

const firstWords = ({ excerpt }: WaitingPost['post']): string =>
  excerpt.replace(/\s+/g, ' ').trim() || 'No text yet';

/** What needs the person, the most urgent first, as lines with one action each. */
export function needLines(
  { posts, accounts, gaps }: RouteOutput<'dashboard.needsYou'>,
  telling: Telling,
  turns: readonly MoodTurn[] = [],
): NeedLine[] {
  const of = (kind: WaitingPosts['kind']) =>
    posts.filter((each) => each.kind === kind).flatMap((each) => postLines(each, telling));
  const signIns = (kind: WaitingAccount['kind']) =>
    accounts.filter((each) => each.kind === kind).map((each) => accountLine(each, telling));
  const turned = (direction: MoodTurn['direction']) =>
    turns.filter((turn) => turn.direction === direction).map((turn) => turnLine(turn, telling));
  return [
    ...signIns('reconnect'),
    ...of('failed'),
    ...of('needs_check'),
    ...of('missed'),
    ...turned('worse'),
    ...of('change_requested'),
    ...of('unscheduled'),
    ...of('in_review'),
    ...of('held'),
    ...signIns('ending'),
    ...turned('better'),
    ...gaps.map((each) => gapLine(each, telling)),
  ];
}

function postLines({ kind, total, first }: WaitingPosts, telling: Telling): NeedLine[] {
  if (kind === 'in_review') return [reviewLine({ total, first }, telling)];
  // One over is shown itself: a line that says "1 more" takes as much room.
  const shown = total <= EACH + 1 ? first : first.slice(0, EACH);
  const lines = shown.map((waiting): NeedLine => {
    const { post, reason } = waiting;
    const when = post.scheduledAt === null ? null : telling.when(post.scheduledAt);
    const title = kind === 'held' && when ? `Held back, due ${when}` : TITLES[kind];
    return {
      ...{ key: `${kind} ${post.id}`, about: kind, clientId: post.clientId },
      title:
        kind === 'held' || kind === 'change_requested' || when === null
          ? title
          : `${title}: ${when}`,
      detail: reason?.replace(/\s+/g, ' ').trim() || firstWords(post),
      ...actionOf(kind, waiting, telling.now),
    };
  });
  const rest = total - shown.length;
  if (rest === 0) return lines;
  const isDraft = kind === 'unscheduled' || kind === 'change_requested';
  const tab = isDraft ? 'drafts' : kind === 'held' ? 'scheduled' : 'needs-you';
  return [
    ...lines,
    {
      ...{ key: `${kind} more`, about: kind, clientId: null },
      ...{ title: `${rest.toLocaleString()} ${MORE[kind]}`, detail: '' },
      ...{ action: { kind: 'posts', tab }, label: 'Show them', name: `Show them: ${MORE[kind]}` },
    },
  ];
}

function actionOf(
  kind: Exclude<WaitingPosts['kind'], 'in_review'>,
  { post, reason, retryIds }: WaitingPost,
  now: number,
): Pick<NeedLine, 'action' | 'label' | 'name'> {
  const { id: postId } = post;
  const about = (label: string) => ({ label, name: `${label}: ${firstWords(post)}` });
  switch (kind) {
    case 'failed':
      return retryIds.length > 0
        ? { action: { kind: 'retry', postId, deliveryIds: retryIds }, ...about('Retry') }
        : { action: { kind: 'look', postId }, ...about('Look') };
    case 'needs_check':
      return { action: { kind: 'decide', postId }, ...about('Decide') };
    case 'missed':
      return { action: { kind: 'decide_missed' }, ...about('Decide') };
    case 'change_requested':
      return { action: { kind: 'write', postId }, ...about('Edit') };
    case 'unscheduled':
      return { action: { kind: 'write', postId }, ...about('Schedule') };
    case 'held': {
      const at = post.scheduledAt ?? 0;
      // What somebody wants otherwise is not let go by a click, and what is over needs another time.
      return reason !== null || at <= now
        ? { action: { kind: 'look', postId }, ...about('Look') }
        : { action: { kind: 'release', postId, at }, ...about('Let it go') };
    }
  }
}

function reviewLine(
  { total, first }: Pick<WaitingPosts, 'total' | 'first'>,
  { forDays }: Telling,
): NeedLine {
  const longest = first[0]?.since == null ? null : forDays(first[0].since);
  const clientIds = new Set(first.map(({ post }) => post.clientId));
  const [only] = clientIds;
  const makes = first.some(({ inPack }) => !inPack);
  const title =
    total === 1 ? '1 post waits for approval' : `${total.toLocaleString()} posts wait for approval`;
  const since =
    longest === null ? 'Since today' : `${total === 1 ? 'For' : 'The first for'} ${longest}`;
  return {
    ...{ key: 'in_review', about: 'in_review', title },
    clientId: clientIds.size === 1 && total === first.length ? (only ?? null) : null,
    detail: makes ? since : `${since}, with the client`,
    action: { kind: 'approvals', makes },
    label: makes ? 'Make a pack' : 'Show them',
    name: makes ? 'Make a pack of what waits for approval' : 'Show what waits for approval',
  };
}

function accountLine(account: WaitingAccount, { when, networkName }: Telling): NeedLine {
  const { accountId, clientId, kind, network, handle, message, endsAt } = account;
  const of = `@${handle} on ${networkName(network)}`;
  return {
    ...{ key: `account ${accountId}`, about: kind, clientId },
    title: kind === 'reconnect' ? `${of} is signed out` : `The sign-in of ${of} ends soon`,
    detail:
      kind === 'reconnect'
        ? (message ?? 'Nothing goes out there until you sign in again.')
        : `Nothing goes out there after ${when(endsAt ?? 0)}.`,
    ...{ action: { kind: 'reconnect', accountId }, label: 'Reconnect', name: `Reconnect ${of}` },
  };
}

function turnLine({ clientId, direction, comments, since }: MoodTurn, { when }: Telling): NeedLine {
  const isWorse = direction === 'worse';
  const title = isWorse ? 'Comments turned worse' : 'Comments turned better';
  return {
    ...{ key: `turn ${clientId}`, about: `turn_${direction}`, clientId, title },
    detail: `${comments.toLocaleString()} since ${when(since)}`,
    action: { kind: 'mood', clientId, mood: isWorse ? 'negative' : 'positive' },
    ...{ label: 'Read them', name: `Read them: ${title}` },
    putAway: `Put away: ${title}`,
  };
}

function gapLine({ clientId, total, first }: ClientGaps, { when }: Telling): NeedLine {
  const [next] = first;
  return {
    ...{ key: `gap ${clientId}`, about: 'gap', clientId },
    title: `${counted(total, 'gap')} in the coming week`,
    detail: first
      .map(({ at }) => when(at))
      .concat(total > first.length ? [`${total - first.length} more`] : [])
      .join(', '),
    action: { kind: 'fill', clientId, wallTime: next?.wallTime ?? '' },
    ...{ label: 'Fill the gap', name: `Fill the gap ${next ? when(next.at) : ''}` },
  };
}
