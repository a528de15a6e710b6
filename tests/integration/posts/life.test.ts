import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { canBecome, POST_STATUSES, type PostStatus } from '../../../shared/domain/post-status.ts';
import type { Result } from '../../../shared/ipc/route.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

/** What a person and the publisher may do with a post, in any order. */
type Command =
  | { do: 'update'; text: string }
  | { do: 'schedule'; hours: number }
  | { do: 'unschedule' | 'publishNow' | 'remove' | 'restore' }
  | { do: 'setStatus'; to: PostStatus }
  | { do: 'wait'; hours: number };

const hours = fc.integer({ min: 0, max: 48 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ do: fc.constant('update' as const), text: fc.constantFrom('a', 'b', '') }),
  fc.record({ do: fc.constant('schedule' as const), hours }),
  fc.record({ do: fc.constantFrom('unschedule', 'publishNow', 'remove', 'restore') }),
  fc.record({ do: fc.constant('setStatus' as const), to: fc.constantFrom(...POST_STATUSES) }),
  fc.record({ do: fc.constant('wait' as const), hours }),
);

const TIMED = ['scheduled', 'publishing', 'published', 'failed', 'missed', 'needs_check'];
const UNTIMED = ['draft', 'in_review', 'approved'];

interface Row {
  status: PostStatus;
  scheduled_at: number | null;
  wall_time: string | null;
  zone: string | null;
  version: number;
  removed_at: number | null;
}

let workspace: TestServices;
let client: ReturnType<TestServices['client']>;
beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
});
afterEach(() => workspace.close());

function run(id: string, step: Command, version: number): Result<unknown> | null {
  const { posts, clock } = workspace;
  switch (step.do) {
    case 'update':
      return posts.update({ id, expectedVersion: version, text: step.text });
    case 'schedule': {
      const wallTime = new Date(clock.now() + step.hours * 3_600_000).toISOString().slice(0, 16);
      return posts.schedule({ id, wallTime, zone: 'UTC' });
    }
    case 'setStatus':
      return posts.setStatus(id, step.to);
    case 'wait':
      clock.advance(step.hours * 3_600_000);
      return null;
    default:
      return posts[step.do](id);
  }
}

it('keeps its promises through any life', () => {
  const read = workspace.database.raw.prepare<[string], Row>('SELECT * FROM posts WHERE id = ?');
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), (steps) => {
      const targets = [{ accountId: client.accountId, text: null }];
      const { id } = must(
        workspace.posts.create({ clientId: client.id, text: 'a', targets, media: [] }),
      );
      for (const step of steps) {
        const before = read.get(id) as Row;
        workspace.told.length = 0;
        const answer = run(id, step, before.version);
        const after = read.get(id) as Row;

        // One change is one version and one event; a refusal is neither.
        const changed = JSON.stringify(after) !== JSON.stringify(before);
        expect(after.version - before.version).toBe(changed ? 1 : 0);
        expect(workspace.told).toHaveLength(changed ? 1 : 0);
        if (answer && !answer.ok) expect(changed).toBe(false);

        // The table is the only way, but for undoing a removal.
        if (after.status !== before.status && step.do !== 'restore')
          expect(canBecome(before.status, after.status)).toBe(true);

        // A time is there exactly where the status needs it, and whole.
        if (TIMED.includes(after.status)) expect(after.scheduled_at).not.toBeNull();
        if (UNTIMED.includes(after.status)) expect(after.scheduled_at).toBeNull();
        const parts = [after.scheduled_at, after.wall_time, after.zone];
        expect(new Set(parts.map((part) => part === null)).size).toBe(1);

        // What the scheduler would take is what is scheduled, here, and due.
        const due = workspace.posts
          .due(workspace.clock.now(), 10_000)
          .some((post) => post.id === id);
        const isDue =
          after.status === 'scheduled' &&
          after.removed_at === null &&
          (after.scheduled_at ?? 0) <= workspace.clock.now();
        expect(due).toBe(isDue);
      }
    }),
    { numRuns: 150 },
  );
});
