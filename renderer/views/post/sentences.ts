import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Delivery, DeliveryAttempt, Post } from '../../../shared/ipc/views.ts';

export type SentenceTone = 'quiet' | 'good' | 'attention' | 'bad' | 'busy';

/** One line of the delivery log: when, and what happened in words. */
export interface Sentence {
  key: string;
  at: number;
  tone: SentenceTone;
  text: string;
  /** What the network said, or what comes next. */
  detail: string | null;
}

/** Formats an instant for the middle of a sentence, e.g. `12:14 (in 3 minutes)`. */
export type TellTime = (at: number) => string;

/** The story of a post, oldest first: each account, each attempt, what the network answered, what comes next. */
export function deliveryStory(
  post: Pick<Post, 'createdAt'>,
  deliveries: readonly Delivery[],
  tellTime: TellTime,
): Sentence[] {
  const story: Sentence[] = [
    {
      key: 'written',
      at: post.createdAt,
      tone: 'quiet',
      text: 'You started this post.',
      detail: null,
    },
  ];
  for (const delivery of deliveries) story.push(...tellDelivery(delivery, tellTime));
  return story.sort((one, other) => one.at - other.at);
}

function tellDelivery(delivery: Delivery, tellTime: TellTime): Sentence[] {
  const sentences = delivery.attempts.map((attempt) => tellAttempt(delivery, attempt));
  const last = sentences.at(-1);
  if (last && delivery.nextAttemptAt !== null && delivery.state === 'prepared') {
    const next = `Next try ${tellTime(delivery.nextAttemptAt)}.`;
    last.detail = last.detail ? `${last.detail} ${next}` : next;
  }
  return sentences;
}

function tellAttempt(delivery: Delivery, attempt: DeliveryAttempt): Sentence {
  const { network, account } = names(delivery);
  const line = (tone: SentenceTone, text: string, detail = attempt.message): Sentence => ({
    key: attempt.id,
    at: attempt.finishedAt ?? attempt.startedAt,
    tone,
    text,
    detail,
  });
  switch (attempt.state) {
    case 'prepared':
    case 'sending':
      return attempt.finishedAt === null
        ? line('busy', `Sending to ${network} as ${account}…`)
        : line('attention', trouble(attempt, network, account));
    case 'handed_over':
      return tellHandedOver(attempt, network, line);
    case 'accepted':
      return line('good', `${network} took the post for ${account}.`, null);
    case 'published':
      return line('good', `Published on ${network} as ${account}.`, null);
    case 'ambiguous':
      return line('attention', trouble(attempt, network, account));
    case 'needs_check':
      return line('attention', `It can’t be told whether ${network} has the post of ${account}.`);
    case 'rejected':
      return line('attention', trouble(attempt, network, account));
    case 'failed':
      return line('bad', trouble(attempt, network, account));
    case 'cancelled':
      if (attempt.responseClass === 'taken_back')
        return line('quiet', `Taken back from ${network} for ${account}.`, null);
      return line('quiet', `Sending to ${network} as ${account} was called off.`);
  }
}

/** Between handing over and publishing: what was asked of the network's own plan. */
function tellHandedOver(
  attempt: DeliveryAttempt,
  network: string,
  line: (tone: SentenceTone, text: string, detail?: string | null) => Sentence,
): Sentence {
  switch (attempt.responseClass) {
    case 'handed_over':
      return line('good', `Handed over to ${network}, planned there.`, null);
    case 'moved':
      return line('quiet', `Moved on ${network} as well.`, null);
    case 'waiting':
      return line('busy', `${network} has not published it yet.`, null);
    default:
      return attempt.finishedAt === null
        ? line('busy', `Asking ${network} about it…`)
        : line('attention', `Asked ${network} about it.`);
  }
}

/** What was tried; the network's own words, where there are any, come after it as the detail. */
function trouble(attempt: DeliveryAttempt, network: string, account: string): string {
  const saysWhy = attempt.message !== null;
  switch (attempt.responseClass) {
    case 'unreachable':
      return saysWhy
        ? `Tried to reach ${network} for ${account}.`
        : `${network} could not be reached for ${account}.`;
    case 'interrupted':
      return saysWhy
        ? `Was sending to ${network} as ${account}.`
        : `Sending to ${network} as ${account} was interrupted.`;
    case 'rate_limited':
      return saysWhy ? `Sent to ${network} as ${account}.` : `${network} asked ${account} to wait.`;
    default:
      return saysWhy
        ? `Sent to ${network} as ${account}.`
        : `Sent to ${network} as ${account}. It did not go through.`;
  }
}

/** Where one account stands, in a few words. */
export function deliverySummary(delivery: Delivery, tellTime: TellTime): string {
  const { network } = names(delivery);
  switch (delivery.state) {
    case 'prepared':
      return delivery.nextAttemptAt === null
        ? 'Waiting to be sent'
        : `Next try ${tellTime(delivery.nextAttemptAt)}`;
    case 'sending':
    case 'accepted':
      return `Sending to ${network}`;
    case 'published':
      return delivery.publishedAt === null
        ? 'Published'
        : `Published ${tellTime(delivery.publishedAt)}`;
    case 'ambiguous':
      return `Asking ${network} whether it arrived`;
    case 'handed_over':
      return `Handed over to ${network}, planned there`;
    case 'needs_check':
      return 'Please check whether it arrived';
    case 'rejected':
    case 'failed':
      return 'Not published';
    case 'cancelled':
      return 'Called off';
  }
}

const names = (delivery: Delivery) => ({
  network: NETWORKS[delivery.network].name,
  account: `@${delivery.handle}`,
});
