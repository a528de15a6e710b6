import type { NetworkId } from '../../../shared/domain/network.ts';
import type { Seeded } from '../seeded.ts';
import type { Round } from '../story.ts';

type Rule = Round['faults'][number];

/** The call that makes an answer. */
const CALLS: readonly [NetworkId, string][] = [
  ['bluesky', 'com.atproto.repo.putRecord'],
  ['mastodon', 'POST /api/v1/statuses'],
  ['x', 'POST /2/tweets'],
  ['facebook', 'POST /:id/comments'],
  ['instagram', 'POST /:id/replies'],
  ['linkedin', 'POST /rest/socialActions/:urn/comments'],
  ['threads', 'POST /:id/threads_publish'],
  ['threads', 'POST /:id/threads'],
];

/** What goes wrong while answers are sent: mostly that nobody hears whether they were taken. */
export function replyFaults(random: Seeded): Rule[] {
  return CALLS.flatMap(([network, operation]) => {
    const effect = random.pick<'none' | 'done'>(['none', 'done', 'done']);
    const fault = random.pick<Rule['fault'] | null>([
      null,
      { kind: 'reset' },
      { kind: 'cut', effect },
      { kind: 'cut', effect: 'done' },
      { kind: 'hang', effect },
      { kind: 'status', status: random.pick([500, 502, 503]), effect },
      { kind: 'truncate' },
      { kind: 'wrong_json', effect },
      { kind: 'rate_limit', seconds: 5 },
      { kind: 'drip', ms: 100 + random.below(500) },
    ]);
    if (fault === null) return [];
    const often = random.pick([{ nth: 1 }, { nth: 2 }, { times: 2 }, { chance: 0.5 }]);
    return [{ when: { network, operation, ...often }, fault }];
  });
}
