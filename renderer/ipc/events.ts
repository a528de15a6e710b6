import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { RouteName } from '../../shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../../shared/ipc/events.ts';
import { listen } from './client.ts';
import { routeKey } from './queries.ts';

const POST_LISTS: readonly QueryKey[] = (
  ['posts.calendar', 'posts.days', 'posts.list', 'posts.counts', 'posts.search'] as const
).map((name: RouteName) => routeKey(name));

/** What each event makes stale. Pure, so that the rule can be read and tested. */
export const staleAfter: {
  [Name in EventName]: (payload: EventPayload<Name>) => readonly QueryKey[];
} = {
  'app.changed': () => [[]],
  'workspace.changed': () => [[]],
  'profile.changed': () => [
    ['profiles'],
    ['slots'],
    ['queue'],
    ['work'],
    ['dashboard'],
    ['calendar'],
    ['plans'],
    routeKey('app.status'),
  ],
  'settings.changed': () => [
    ['settings'],
    ['relay'],
    ['dashboard'],
    ['calendar'],
    routeKey('plans.outlook'),
    routeKey('posts.check'),
  ],
  'client.changed': () => [
    ['clients'],
    ['contacts'],
    ['work'],
    ['triage'],
    ['queue'],
    ['dashboard'],
    ['quality'],
    routeKey('prompts.preview'),
    routeKey('posts.search'),
    routeKey('posts.check'),
  ],
  'ideas.changed': () => [['ideas']],
  'label.changed': () => [['labels'], ['posts']],
  // Posts say whom they mention.
  'library.changed': () => [['library'], routeKey('posts.get'), routeKey('posts.check')],
  'account.changed': () => [
    ['accounts'],
    routeKey('plans.get'),
    ['clients'],
    ['triage'],
    ['queue'],
    ['dashboard'],
    routeKey('posts.check'),
  ],
  'application.changed': () => [['applications']],
  'authorisation.changed': ({ authorisationId }) => [
    routeKey('accounts.authorisation', { id: authorisationId }),
  ],
  'post.changed': ({ postId, status }) => [
    routeKey('posts.get', { id: postId }),
    routeKey('posts.check', { id: postId }),
    routeKey('posts.versions', { id: postId }),
    routeKey('deliveries.forPost', { postId }),
    ...POST_LISTS,
    routeKey('posts.needsYou'),
    ['clients'],
    routeKey('work.months'),
    ['triage'],
    ['slots'],
    ['queue'],
    ['recurrences'],
    ['dashboard'],
    routeKey('prompts.outcomes'),
    routeKey('approvals.pack'),
    routeKey('approvals.reopened'),
    // Proposals say what became of them.
    ['plans'],
    // Only what went out is repeated.
    ...(status === 'published' ? [['quality']] : []),
  ],
  'approval.changed': () => [['approvals'], ['dashboard']],
  'postNote.changed': ({ postId }) => [
    routeKey('postNotes.list', { postId }),
    // It says who approved it.
    routeKey('posts.get', { id: postId }),
    routeKey('dashboard.needsYou'),
    routeKey('prompts.outcomes'),
  ],
  'queue.changed': () => [
    ['slots'],
    ['triage'],
    ['queue'],
    ['dashboard'],
    routeKey('plans.outlook'),
  ],
  // Posts that it replaced are gone without an event of their own.
  'recurrence.changed': () => [['recurrences'], ['queue'], ['dashboard'], ...POST_LISTS],
  'delivery.changed': ({ postId }) => [
    routeKey('deliveries.forPost', { postId }),
    routeKey('posts.needsYou'),
    routeKey('clients.costs'),
    ['queue'],
    ['dashboard'],
  ],
  'metrics.changed': () => [['dashboard'], routeKey('prompts.outcomes')],
  // The list takes in what changed by itself: asking again for all that was scrolled through costs too much.
  'inbox.changed': () => [
    routeKey('inbox.counts'),
    routeKey('inbox.thread'),
    routeKey('inbox.assignees'),
  ],
  'mood.turned': () => [routeKey('moods.turns')],
  'runner.changed': () => [routeKey('app.status'), ['queue']],
  'demo.progress': () => [],
  'import.progress': () => [],
  'prompt.changed': () => [['prompts'], ['bench']],
  // Whoever shows a request as it is written listens by itself.
  'ai.delta': () => [],
  'studio.step': () => [],
  'plan.changed': () => [routeKey('plans.get'), routeKey('plans.list')],
  'ai.changed': ({ requestId }) =>
    requestId === null
      ? [['ai'], routeKey('dashboard.figures')]
      : [
          routeKey('ai.request', { id: requestId }),
          routeKey('ai.requests'),
          routeKey('ai.usage'),
          routeKey('ai.budgets'),
          ['bench'],
          routeKey('prompts.outcomes'),
          routeKey('dashboard.figures'),
        ],
  'shell.navigate': () => [],
};

/** Events come in bursts (a sweep, an import): what they make stale is asked for again once a burst. */
const BURST = 40;

/**
 * Keeps the queries true to what main says.
 * @returns the way to stop.
 */
export function followEvents(queries: QueryClient): () => void {
  const stale = new Map<string, QueryKey>();
  let timer: number | undefined;

  const flush = () => {
    timer = undefined;
    const keys = [...stale.values()];
    stale.clear();
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  };

  const follow = <Name extends EventName>(name: Name) =>
    listen(name, (payload) => {
      for (const key of staleAfter[name](payload)) stale.set(JSON.stringify(key), key);
      // Each word of an answer is an event, and makes nothing stale.
      if (stale.size > 0) timer ??= window.setTimeout(flush, BURST);
    });

  const stops = (Object.keys(staleAfter) as EventName[]).map((name) => follow(name));
  return () => {
    window.clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
