import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import type { Seeded } from './seeded.ts';

type Rule = NonNullable<FaultPlanInput['rules']>[number];
type Fault = Rule['fault'];

/** The calls that publishing makes. */
const CALLS = [
  ['bluesky', 'com.atproto.repo.putRecord'],
  ['bluesky', 'com.atproto.repo.putRecord'],
  ['bluesky', 'com.atproto.repo.uploadBlob'],
  ['bluesky', 'com.atproto.repo.getRecord'],
  ['bluesky', 'com.atproto.server.refreshSession'],
  ['mastodon', 'POST /api/v1/statuses'],
  ['mastodon', 'POST /api/v1/statuses'],
  ['mastodon', 'POST /api/v2/media'],
  ['mastodon', 'POST /api/v2/media'],
  ['mastodon', 'GET /api/v1/media/:id'],
  ['mastodon', 'GET /api/v1/accounts/:id/statuses'],
] as const;

/** One to three things that go wrong in one life of the runner. */
export function faultRules(random: Seeded): Rule[] {
  return Array.from({ length: 1 + random.below(3) }, () => ruleOf(random));
}

function ruleOf(random: Seeded): Rule {
  if (random.next() < 0.06)
    return { when: { network: random.pick(['bluesky', 'mastodon']) }, fault: { kind: 'refuse' } };
  const [network, operation] = random.pick(CALLS);
  const often = random.pick([
    { nth: 1 },
    { nth: 1 + random.below(3) },
    { times: 2 },
    { chance: 0.5 },
  ]);
  return { when: { network, operation, ...often }, fault: faultOf(operation, random) };
}

/** What is refused was not done: a network that says no and does it all the same is not to be explained. */
function faultOf(operation: string, random: Seeded): Fault {
  const effect = random.pick<'none' | 'done'>(['none', 'done', 'done']);
  if (operation === 'POST /api/v2/media' && random.next() < 0.4)
    return { kind: 'processing', ms: random.pick([null, 100, 1000, 20_000]) };
  const kinds: [Fault, ...Fault[]] = [
    { kind: 'reset' },
    { kind: 'cut', effect },
    { kind: 'cut', effect: 'done' },
    { kind: 'hang', effect },
    { kind: 'status', status: random.pick([400, 401, 403, 404, 413, 422]) },
    { kind: 'status', status: random.pick([500, 502, 503, 504]), effect },
    { kind: 'rate_limit', seconds: random.pick([5, 60, 900, 7200]) },
    { kind: 'rate_limit', headers: false },
    { kind: 'drip', ms: 100 + random.below(900) },
    { kind: 'truncate' },
    { kind: 'wrong_json', effect },
    { kind: 'html', status: random.pick([200, 404, 502]), effect: 'none' },
    { kind: 'html', status: random.pick([200, 502, 504]), effect: 'done' },
    { kind: 'expire' },
    { kind: 'revoke' },
  ];
  return random.pick(kinds);
}
