import type { Form } from '../form.ts';
import type { Answer, Call, NetworkRecord } from '../network.ts';
import { lengthOf } from './content.ts';
import { type Entities, LIMITS } from './entities.ts';
import { isReady } from './media.ts';
import type { Authorised } from './oauth.ts';
import { invalid, notFound, refusal } from './refusals.ts';
import type {
  Change,
  Media,
  Person,
  Scheduled,
  State,
  Status,
  StatusDetail,
  StatusParams,
} from './state.ts';
import type { Visitors } from './visitors.ts';

/** How far ahead a post must be scheduled at least, ms. */
const MINIMUM_AHEAD = 5 * 60_000;
/** What an account may have scheduled, in all and for one day by UTC. */
const TOTAL_LIMIT = 300;
const DAILY_LIMIT = 25;
const DAY = 86_400_000;
const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'];

export interface StatusParts {
  now(): number;
  state: State;
  entities: Entities;
  visitors: Visitors;
  newId(): string;
  record: NetworkRecord;
}

/** Posting, at once and scheduled. Source: docs.joinmastodon.org/methods/statuses. */
export function createStatuses({ now, state, entities, visitors, newId, record }: StatusParts) {
  const change = (what: Change) => record.state(what);

  /** The post that a key stands for already. */
  function repeated(call: Call, person: Person, id: string, key: string): Answer {
    const waiting = state.scheduled(id);
    if (waiting) return { status: 200, body: entities.scheduled(waiting, call.origin) };
    const status = state.status(id);
    if (!status) return notFound();
    receive(person, status, { key, at: now(), receivedAt: now(), scheduledId: null }, 'repeated');
    return { status: 200, body: entities.status(status, call.origin) };
  }

  function receive(
    person: Person,
    { id, personId, createdAt, ...params }: Status,
    of: { key: string | null; at: number; receivedAt: number; scheduledId: string | null },
    origin: 'created' | 'repeated',
  ) {
    const { at, receivedAt, key, scheduledId } = of;
    record.post({
      at,
      receivedAt,
      account: person.username,
      accountId: person.id,
      remoteId: id,
      text: params.text,
      media: params.mediaIds.flatMap((mediaId) => state.media(mediaId)?.sha256 ?? []),
      key,
      origin,
      detail: { ...params, scheduledId } satisfies StatusDetail,
    });
  }

  /** The media to attach, or why they can't be. */
  function mediaOf(ids: readonly string[], person: Person): Media[] | Answer {
    if (ids.length > LIMITS.media) return refusal(422, 'Cannot attach more than 4 files');
    const found: Media[] = [];
    for (const id of ids) {
      const item = state.media(id);
      if (!item || item.personId !== person.id || state.isAttached(id))
        return refusal(422, `Media ${id} not found or already attached to another post`);
      found.push(item);
    }
    if (found.length > 1 && found.some(({ mimeType }) => !isPicture(mimeType)))
      return refusal(422, 'Cannot attach a video to a post that already contains images');
    if (found.some((item) => !isReady(item, now())))
      return refusal(
        422,
        'Cannot attach files that have not finished processing. Try again in a moment!',
      );
    return found;
  }

  /** What the form asks for, or why it is refused. */
  function paramsOf(form: Form, { person, token }: Authorised): StatusParams | Answer {
    const mediaIds = form.list('media_ids');
    const media = mediaOf(mediaIds, person);
    if (!Array.isArray(media)) return media;
    const text = form.text('status') ?? '';
    const spoilerText = form.text('spoiler_text') ?? '';
    const visibility = form.text('visibility') ?? 'public';
    const inReplyToId = form.text('in_reply_to_id');
    if (form.has('poll')) return refusal(422, 'The sandbox takes no polls');
    if (!VISIBILITIES.includes(visibility))
      return invalid('Visibility is not included in the list');
    if (inReplyToId !== null && !state.status(inReplyToId) && !visitors.find(inReplyToId))
      return refusal(404, 'The post you are trying to reply to does not appear to exist.');
    if (text.trim() === '' && mediaIds.length === 0) return invalid("Text can't be blank");
    if (lengthOf(text) + lengthOf(spoilerText) > LIMITS.characters)
      return invalid(`Text character limit of ${LIMITS.characters} exceeded`);
    const app = state.application(token.clientId ?? '');
    return {
      text,
      mediaIds,
      visibility,
      spoilerText,
      sensitive: form.flag('sensitive') || spoilerText !== '',
      language: form.text('language') ?? 'en',
      inReplyToId,
      application: { name: app?.name ?? 'Sandbox', website: app?.website ?? null },
    };
  }

  /** The time that is asked for; null where there is none or it is over; or why it is refused. */
  function timeOf(form: Form): number | null | Answer {
    const given = form.text('scheduled_at');
    if (given === null || given === '') return null;
    const at = Date.parse(given);
    if (Number.isNaN(at)) return invalid('Scheduled at is invalid');
    if (at <= now()) return null;
    return at <= now() + MINIMUM_AHEAD ? invalid(TOO_SOON) : at;
  }

  const scheduledOf = (person: Person) =>
    state.allScheduled().filter(({ personId }) => personId === person.id);

  function overLimit(person: Person, at: number): Answer | null {
    const held = scheduledOf(person);
    const day = Math.floor(at / DAY);
    if (held.length >= TOTAL_LIMIT)
      return invalid(`You have exceeded the limit of ${TOTAL_LIMIT} scheduled posts`);
    return held.filter(({ scheduledAt }) => Math.floor(scheduledAt / DAY) === day).length >=
      DAILY_LIMIT
      ? invalid(`You have exceeded the limit of ${DAILY_LIMIT} scheduled posts for today`)
      : null;
  }

  const own = (id: string, { person }: Authorised): Scheduled | null => {
    const item = state.scheduled(id);
    return item && item.personId === person.id ? item : null;
  };

  return {
    create(call: Call, form: Form, authorised: Authorised): Answer {
      const { person } = authorised;
      const given = call.headers['idempotency-key'];
      const key = typeof given === 'string' && given !== '' ? given : null;
      const known = key === null ? null : state.keyed(person.id, key, now());
      if (key !== null && known !== null) return repeated(call, person, known, key);
      const params = paramsOf(form, authorised);
      if ('status' in params) return params;
      const scheduledAt = timeOf(form);
      if (scheduledAt !== null && typeof scheduledAt === 'object') return scheduledAt;
      if (scheduledAt !== null) {
        const full = overLimit(person, scheduledAt);
        if (full) return full;
        const item: Scheduled = {
          ...params,
          id: newId(),
          personId: person.id,
          scheduledAt,
          receivedAt: now(),
          key,
        };
        change({ kind: 'scheduled', ...item });
        return { status: 200, body: entities.scheduled(item, call.origin) };
      }
      const status = { ...params, id: newId(), personId: person.id, createdAt: now() };
      receive(person, status, { key, at: now(), receivedAt: now(), scheduledId: null }, 'created');
      return { status: 200, body: entities.status(status, call.origin) };
    },

    remove(call: Call, id: string, { person }: Authorised): Answer {
      const status = state.status(id);
      if (!status || status.personId !== person.id) return notFound();
      const body = { ...entities.status(status, call.origin), text: status.text };
      record.removed({ at: now(), accountId: person.id, remoteId: id, detail: null });
      return { status: 200, body };
    },

    scheduled(call: Call, authorised: Authorised): Answer {
      const { query } = call;
      const limit = Math.min(Math.max(Number(query.get('limit') ?? 20) || 20, 1), 40);
      const maxId = query.get('max_id');
      const items = scheduledOf(authorised.person)
        .filter(({ id }) => maxId === null || BigInt(id) < BigInt(maxId))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
        .slice(0, limit);
      return { status: 200, body: items.map((item) => entities.scheduled(item, call.origin)) };
    },

    oneScheduled(call: Call, id: string, authorised: Authorised): Answer {
      const item = own(id, authorised);
      return item ? { status: 200, body: entities.scheduled(item, call.origin) } : notFound();
    },

    reschedule(call: Call, id: string, form: Form, authorised: Authorised): Answer {
      const item = own(id, authorised);
      if (!item) return notFound();
      const at = timeOf(form);
      if (at !== null && typeof at === 'object') return at;
      if (at === null) return invalid(TOO_SOON);
      change({ kind: 'rescheduled', id, scheduledAt: at });
      return { status: 200, body: entities.scheduled({ ...item, scheduledAt: at }, call.origin) };
    },

    cancel(id: string, authorised: Authorised): Answer {
      if (!own(id, authorised)) return notFound();
      change({ kind: 'scheduled_cancelled', id });
      return { status: 200, body: {} };
    },

    /** Publishes what is due. */
    publishDue() {
      const due = state.allScheduled().filter(({ scheduledAt }) => scheduledAt <= now());
      for (const item of due.sort((a, b) => a.scheduledAt - b.scheduledAt)) {
        const { id, personId, scheduledAt, receivedAt, key, ...params } = item;
        const person = state.person(personId);
        if (!person) continue;
        const status = { ...params, id: newId(), personId, createdAt: scheduledAt };
        receive(person, status, { key, at: scheduledAt, receivedAt, scheduledId: id }, 'created');
      }
    },
  };
}

const TOO_SOON = 'Scheduled at The scheduled date must be in the future';

const isPicture = (mimeType: string) => mimeType.startsWith('image/') && mimeType !== 'image/gif';
