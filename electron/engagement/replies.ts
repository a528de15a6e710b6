import type { ParsedInput, RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Comment } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type {
  CommentPage,
  PlatformFailureClass,
  PlatformResult,
  RemoteComment,
} from '../platforms/platform.ts';
import {
  askNetwork,
  type CallOptions,
  type Line,
  lineTo,
  type PublishedDelivery,
  told,
} from './calls.ts';

type Input = ParsedInput<'engagement.reply'>;
type Answer = Result<Comment, RouteErrorCode<'engagement.reply'>>;

/** One answer on its way: the same words to the same comment are one, until the network has taken them. */
interface Try {
  parentId: string;
  text: string;
  recordKey: string;
  createdAt: number;
  /** When the last answer of the network was lost; null where nothing is in doubt. */
  lostAt: number | null;
}

/** Clocks of networks differ from ours by so much at most, ms. */
const SKEW = 5 * 60_000;
/** How long a network may take until a comment can be read back, ms. */
const SETTLING = 15_000;
/** So many pages of comments are read at most to find one. */
const PAGES = 40;

/** After these nobody knows whether it was done. */
const IS_LOST: ReadonlySet<PlatformFailureClass> = new Set(['interrupted', 'service_error']);

export interface RepliesOptions extends CallOptions {
  clock: Clock;
}

/** Answers to comments, each there once: one whose answer was lost is looked for before it is sent again. */
export function createReplies(options: RepliesOptions) {
  const { accounts, clock } = options;
  const tries = new Map<string, Try>();
  const underWay = new Map<string, Promise<Answer>>();
  /** Answers that are known to be other ones. */
  const taken = new Set<string>();

  function tryOf({ parentId, text }: Input, key: string, { platform }: Line): Try {
    const known = tries.get(key);
    if (known) return known;
    const now = clock.now();
    const recordKey = platform.newRecordKey(now);
    const fresh: Try = {
      ...{ parentId, text, recordKey, createdAt: now },
      lostAt: null,
    };
    tries.set(key, fresh);
    return fresh;
  }

  async function send(delivery: PublishedDelivery, input: Input, key: string): Promise<Answer> {
    const line = await lineTo(accounts, delivery.accountId);
    if (!line.ok) return line;
    const { platform, context } = line.value;
    const { reply, capabilities } = platform;
    if (!reply) return fail('not_supported', `${capabilities.name} takes no answers from here.`);
    const one = tryOf(input, key, line.value);
    const done = (comment: RemoteComment): Answer => {
      taken.add(comment.remoteId);
      tries.delete(key);
      return ok(comment);
    };

    if (one.lostAt !== null) {
      const before = await lookUp(delivery, one, line.value);
      if (!before.ok) return before;
      if (before.value) return done(before.value);
      one.lostAt = null;
    }
    const answer = await askNetwork(options, line.value, () =>
      reply(context, {
        ...{ recordKey: one.recordKey, createdAt: one.createdAt },
        ...{ postId: delivery.remoteId, parentId: one.parentId, text: one.text },
      }),
    );
    if (answer.ok) return done(answer.value);
    if (answer.class === 'duplicate') {
      const there = await lookUp(delivery, one, line.value);
      if (there.ok && there.value) return done(there.value);
    }
    if (IS_LOST.has(answer.class)) {
      one.lostAt = clock.now();
      return fail(
        'answer_lost',
        `${capabilities.name} did not say whether it took your answer. Send it again: ClientNest looks for it first, so that it is not there twice.`,
      );
    }
    if (answer.class === 'refused') tries.delete(key);
    return told(answer);
  }

  /** The answer that was perhaps sent; null where it is not there, or where sending it again makes no second one. */
  async function lookUp(
    { remoteId }: PublishedDelivery,
    one: Try,
    line: Line,
  ): Promise<Result<RemoteComment | null, 'answer_lost'>> {
    const { platform, context } = line;
    const { comments, capabilities } = platform;
    const now = clock.now();
    const { retry, keyLife } = capabilities;
    // By a key that the network still knows.
    const sure =
      retry.reply === 'idempotent' && (keyLife === null || now - one.createdAt <= keyLife);
    const unknown = (words: string) => (sure ? ok(null) : fail('answer_lost', words));
    if (!comments)
      return unknown(
        `It can’t be looked up whether ${capabilities.name} has your answer. Look there; to send it all the same, change a word.`,
      );
    if (one.lostAt !== null && now - one.lostAt < SETTLING && !sure)
      return fail(
        'answer_lost',
        `${capabilities.name} may take some seconds to show your answer. Wait a moment, then send it again.`,
      );
    let from: string | null = null;
    for (let page = 0; page < PAGES; page += 1) {
      const at: string | null = from;
      const answer: PlatformResult<CommentPage> = await askNetwork(options, line, () =>
        comments(context, remoteId, at),
      );
      if (!answer.ok) return unknown(`${answer.message} Nothing was sent a second time.`);
      const found = theOne(answer.value.comments, one);
      if (found) return ok(found);
      from = answer.value.next;
      if (from === null) return ok(null);
    }
    return unknown(
      `There are too many comments to find your answer among them. Look on ${capabilities.name}; to send it all the same, change a word.`,
    );
  }

  function theOne(comments: readonly RemoteComment[], one: Try): RemoteComment | null {
    const alike = comments.filter(
      ({ ours, text, createdAt, remoteId }) =>
        ours &&
        plain(text) === plain(one.text) &&
        createdAt >= one.createdAt - SKEW &&
        !taken.has(remoteId),
    );
    const exact = alike.find(({ parentId }) => parentId === one.parentId);
    if (exact) return exact;
    // Some networks hang an answer under another comment of the same talk; not under one that waits for its own.
    const others = new Set(
      [...tries.values()].filter((other) => other !== one).map(({ parentId }) => parentId),
    );
    return alike.find(({ parentId }) => !others.has(parentId)) ?? null;
  }

  return {
    /** Sends once, however often the button is pressed meanwhile. */
    async reply(delivery: PublishedDelivery, input: Input): Promise<Answer> {
      const key = JSON.stringify([input.deliveryId, input.parentId, input.text]);
      const running = underWay.get(key);
      if (running) return running;
      const sending = send(delivery, input, key).finally(() => underWay.delete(key));
      underWay.set(key, sending);
      return sending;
    },
  };
}

/** Networks change spaces and the form of accents. */
const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
