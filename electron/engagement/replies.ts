import type { RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Comment } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { InboxItems } from '../inbox/items.ts';
import type {
  CommentPage,
  OutgoingReply,
  PlatformFailureClass,
  PlatformResult,
  RemoteComment,
} from '../platforms/platform.ts';
import { askNetwork, type CallOptions, type Line, lineTo, type TalkPlace, told } from './calls.ts';
import { createReplyLedger, type KeptReply, type ReplyLedger } from './reply-ledger.ts';

export type Replies = ReturnType<typeof createReplies>;

interface Input {
  /** Of the comment, the mention or the post itself. */
  parentId: string;
  text: string;
  /** An AI wrote it first. */
  byAi?: boolean;
}
type Answer = Result<Comment, RouteErrorCode<'engagement.reply'>>;

/** Clocks of networks differ from ours by so much at most, ms. */
const SKEW = 5 * 60_000;
/** How long a network may take until a comment can be read back, ms. */
const SETTLING = 15_000;
/** So many pages of comments are read at most to find one. */
const PAGES = 40;

/** After these nobody knows whether it was done. */
const IS_LOST: ReadonlySet<PlatformFailureClass> = new Set(['interrupted', 'service_error']);

export interface RepliesOptions extends CallOptions {
  database: Database;
  clock: Clock;
  /** Where an answer that is there is kept, in the same commit as what the ledger says of it. */
  items(): Pick<InboxItems, 'write' | 'tell'>;
}

/**
 * Answers to comments, each there once: written down before it is sent, and looked for before it is sent again where
 * the network's answer, or the app itself, was lost meanwhile.
 */
export function createReplies(options: RepliesOptions) {
  const { accounts, clock, database, items } = options;
  const underWay = new Map<string, Promise<Answer>>();
  const sending = new Set<string>();
  let made: ReplyLedger | null = null;
  const ledger = () => {
    made ??= createReplyLedger(options);
    return made;
  };

  function keepSent(place: TalkPlace, one: KeptReply, comment: RemoteComment): void {
    const written = database.raw
      .transaction(() => {
        ledger().sent(one.id, comment.remoteId);
        return items().write(place, [comment]);
      })
      .immediate();
    items().tell(place.accountId, written);
  }

  function tryOf(
    place: TalkPlace,
    { parentId, text, byAi = false }: Input,
    { platform }: Line,
  ): KeptReply {
    const now = clock.now();
    const { accountId, deliveryId } = place;
    return (
      ledger().open(place, parentId, text) ??
      ledger().prepare({
        ...{ accountId, deliveryId, parentId, text, byAi },
        ...{ recordKey: platform.newRecordKey(now), createdAt: now },
      })
    );
  }

  async function send(place: TalkPlace, input: Input): Promise<Answer> {
    const line = await lineTo(accounts, place.accountId);
    if (!line.ok) return line;
    const { reply, capabilities } = line.value.platform;
    if (!reply) return fail('not_supported', `${capabilities.name} takes no answers from here.`);
    const one = tryOf(place, input, line.value);
    sending.add(one.id);
    try {
      return await sendOnce(place, one, line.value);
    } finally {
      sending.delete(one.id);
    }
  }

  async function sendOnce(place: TalkPlace, known: KeptReply, line: Line): Promise<Answer> {
    const { platform, context } = line;
    const { reply, capabilities } = platform;
    if (!reply) return fail('not_supported', `${capabilities.name} takes no answers from here.`);
    // One that another life of the app was sending is in doubt from now on.
    const isCutOff = known.state === 'sending';
    if (isCutOff) ledger().lost(known.id);
    const one = isCutOff ? { ...known, state: 'lost' as const, lostAt: clock.now() } : known;
    const done = (comment: RemoteComment): Answer => {
      keepSent(place, one, comment);
      return ok(comment);
    };

    if (one.lostAt !== null) {
      const before = await lookUp(place, one, line);
      if (!before.ok) return before;
      if (before.value) return done(before.value);
    }
    ledger().sending(one.id);
    const answer = await askNetwork(options, line, () => reply(context, outgoing(place, one)));
    if (answer.ok) return done(answer.value);
    if (answer.class === 'duplicate') {
      const there = await lookUp(place, { ...one, lostAt: null }, line);
      if (there.ok && there.value) return done(there.value);
    }
    if (IS_LOST.has(answer.class)) {
      const words = `${capabilities.name} did not say whether it took your answer. Send it again: ClientNest looks for it first, so that it is not there twice.`;
      ledger().lost(one.id, words);
      return fail('answer_lost', words);
    }
    if (answer.class === 'refused') ledger().refused(one.id, answer.message);
    else ledger().unsent(one.id, answer.message);
    return told(answer);
  }

  /** The answer that was perhaps sent; null where it is not there, or where sending it again makes no second one. */
  async function lookUp(
    place: TalkPlace,
    one: KeptReply,
    line: Line,
  ): Promise<Result<RemoteComment | null, 'answer_lost'>> {
    const { name, retry, keyLife } = line.platform.capabilities;
    const now = clock.now();
    // By a key that the network still knows.
    const sure =
      retry.reply === 'idempotent' && (keyLife === null || now - one.createdAt <= keyLife);
    if (one.lostAt !== null && !hasSettled(one) && !sure)
      return fail(
        'answer_lost',
        `${name} may take some seconds to show your answer. Wait a moment, then send it again.`,
      );
    const search = await find(place, one, line);
    if (typeof search !== 'string') return ok(search);
    return sure ? ok(null) : fail('answer_lost', search);
  }

  /** The answer as the network has it; null where it surely is not there. A sentence where that can't be told. */
  async function find(
    place: TalkPlace,
    one: KeptReply,
    line: Line,
  ): Promise<RemoteComment | string | null> {
    const { platform, context } = line;
    const { comments, findReply, capabilities } = platform;
    const { name } = capabilities;
    const untold = (message: string) => `${message} Nothing was sent a second time.`;
    if (place.deliveryId === null && findReply) {
      const answer = await askNetwork(options, line, () =>
        findReply(context, outgoing(place, one)),
      );
      if (!answer.ok) return untold(answer.message);
      const isOthers = answer.value && ledger().isTaken(one, answer.value.remoteId);
      return isOthers ? null : answer.value;
    }
    if (!comments)
      return `It can’t be looked up whether ${name} has your answer. Look there; to send it all the same, change a word.`;
    let from: string | null = null;
    for (let page = 0; page < PAGES; page += 1) {
      const at: string | null = from;
      const answer: PlatformResult<CommentPage> = await askNetwork(options, line, () =>
        comments(context, place.remoteId, at),
      );
      if (!answer.ok) return untold(answer.message);
      const found = theOne(answer.value.comments, one);
      if (found) return found;
      from = answer.value.next;
      if (from === null) return null;
    }
    return `There are too many comments to find your answer among them. Look on ${name}; to send it all the same, change a word.`;
  }

  function hasSettled({ lostAt }: KeptReply, at = clock.now()): boolean {
    const since = at - (lostAt ?? 0);
    // A clock that went back does not make it longer than it can be.
    return since >= SETTLING || since < 0;
  }

  function theOne(comments: readonly RemoteComment[], one: KeptReply): RemoteComment | null {
    const alike = comments.filter(
      ({ ours, text, createdAt, remoteId }) =>
        ours &&
        unaddressed(text) === unaddressed(one.text) &&
        createdAt >= one.createdAt - SKEW &&
        !ledger().isTaken(one, remoteId),
    );
    const exact = alike.find(({ parentId }) => parentId === one.parentId);
    if (exact) return exact;
    // Some networks hang an answer under another comment of the same talk; not under one that waits for its own.
    const others = new Set(
      ledger()
        .unfinished(one)
        .filter(({ id }) => id !== one.id)
        .map(({ parentId }) => parentId),
    );
    const isSame = ({ text }: RemoteComment) => plain(text) === plain(one.text);
    return alike.find((each) => isSame(each) && !others.has(each.parentId)) ?? null;
  }

  return {
    /** Sends once, however often the button is pressed meanwhile. */
    async reply(place: TalkPlace, input: Input): Promise<Answer> {
      const { accountId, deliveryId } = place;
      const key = JSON.stringify([accountId, deliveryId, input.parentId, input.text]);
      const running = underWay.get(key);
      if (running) return running;
      const answer = send(place, input).finally(() => underWay.delete(key));
      underWay.set(key, answer);
      return answer;
    },

    /** Answers under a post, or to mentions, that are not there: on their way, in doubt, refused or not sent. */
    notThere: (place: Pick<KeptReply, 'accountId' | 'deliveryId'>): KeptReply[] =>
      ledger().notThere(place),
    get: (id: string): KeptReply | null => ledger().get(id),
    isUnderWay: (id: string): boolean => sending.has(id),
    /** The person does not want it any more; false while it is sent, and where it is there. */
    drop: (id: string): boolean => !sending.has(id) && ledger().drop(id),
    /** What a crash cut off is in doubt from now on. */
    recover: (): void => ledger().recover((id) => sending.has(id)),
    /** Deliveries under which an answer is in doubt. */
    inDoubt: (): string[] => ledger().inDoubt(),

    /** Answers to mentions, under which nobody reads on, are looked for by themselves. Sends nothing. */
    async lookForLost(accountId: string): Promise<void> {
      const lost = ledger()
        .unfinished({ accountId, deliveryId: null })
        .filter(({ state }) => state === 'lost');
      for (const one of lost) {
        if (!hasSettled(one) || sending.has(one.id)) continue;
        const line = await lineTo(accounts, accountId);
        if (!line.ok || !database.raw.open) return;
        const place = { accountId, deliveryId: null, remoteId: one.parentId };
        const found = await find(place, one, line.value);
        if (!database.raw.open) return;
        // The person may have sent it again meanwhile.
        const isLost = !sending.has(one.id) && ledger().get(one.id)?.state === 'lost';
        if (typeof found === 'string' || !isLost) continue;
        if (found) keepSent(place, one, found);
        else ledger().unsent(one.id, notThereWords(line.value.platform.capabilities.name));
      }
    },

    /**
     * Comments were read: what was in doubt is there, or surely is not. Sends nothing.
     * @param whole whether these are all @param began when the reading began, UTC epoch ms
     */
    settle(
      place: TalkPlace,
      comments: readonly RemoteComment[],
      { whole, began, name }: { whole: boolean; began: number; name: string },
    ): void {
      const waiting = ledger().unfinished(place);
      for (const one of waiting) {
        if (one.state !== 'lost' || sending.has(one.id)) continue;
        const found = theOne(comments, one);
        if (found) keepSent(place, one, found);
        else if (whole && hasSettled(one, began)) ledger().unsent(one.id, notThereWords(name));
      }
    },
  };
}

const outgoing = ({ remoteId }: TalkPlace, one: KeptReply): OutgoingReply => ({
  ...{ recordKey: one.recordKey, createdAt: one.createdAt },
  ...{ postId: remoteId, parentId: one.parentId, text: one.text },
});

const notThereWords = (name: string) => `${name} does not have this answer. Send it again.`;

/** Networks change spaces and the form of accents. */
const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

/** Some networks want those named whom an answer is for, and their adapters do that. */
const unaddressed = (text: string): string => plain(text).replace(/^(?:@\S+ )+/, '');
