import type { MediaEntity, Person } from './mastodon-entities.ts';

interface Scheduled {
  of: Person;
  at: number;
  entity: ReturnType<typeof scheduledEntity>;
}

interface Parts {
  now(): number;
  nextId(): string;
  publish(of: Person, text: string, media: readonly MediaEntity[]): void;
}

/** Source: docs.joinmastodon.org/methods/statuses, `scheduled_at`. */
const AHEAD = 5 * 60_000;

/** Statuses that the server publishes itself, on its own clock. */
export function scheduledStatuses({ now, nextId, publish }: Parts) {
  const waiting: Scheduled[] = [];
  const of = (person: Person) => waiting.filter((each) => each.of === person);
  const remove = (item: Scheduled) => waiting.splice(waiting.indexOf(item), 1);

  return {
    list: (person: Person, query: URLSearchParams) =>
      of(person)
        .map(({ entity }) => entity)
        .filter(
          ({ id }) => query.get('max_id') === null || BigInt(id) < BigInt(query.get('max_id') ?? 0),
        )
        .toReversed()
        .slice(0, Math.min(Number(query.get('limit') ?? 20), 40)),
    isTooSoon: (at: number) => at <= now() + AHEAD,
    add(person: Person, at: number, text: string, media: readonly MediaEntity[]) {
      const entity = scheduledEntity(nextId(), at, text, media);
      waiting.push({ of: person, at, entity });
      return entity;
    },
    find: (person: Person, id: string) => of(person).find(({ entity }) => entity.id === id) ?? null,
    move(item: Scheduled, at: number) {
      item.at = at;
      item.entity.scheduled_at = new Date(at).toISOString();
    },
    remove,
    publishDue() {
      for (const item of waiting.filter(({ at }) => at <= now())) {
        remove(item);
        publish(item.of, item.entity.params.text, item.entity.media_attachments);
      }
    },
  };
}

/** Entity `ScheduledStatus`. */
const scheduledEntity = (id: string, at: number, text: string, media: readonly MediaEntity[]) => ({
  id,
  scheduled_at: new Date(at).toISOString(),
  params: {
    text,
    media_ids: media.length > 0 ? media.map((each) => each.id) : null,
    sensitive: null,
    spoiler_text: null,
    visibility: 'public',
    language: null,
    in_reply_to_id: null,
    scheduled_at: null,
    poll: null,
    idempotency: null,
    with_rate_limit: false,
    application_id: 1,
    quoted_status_id: null,
    quote_approval_policy: 'public',
  },
  media_attachments: [...media],
});
