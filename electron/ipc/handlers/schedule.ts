import { ok } from '../../../shared/ipc/route.ts';
import type { scheduleRoutes } from '../../../shared/ipc/schedule.ts';
import type { Handlers } from '../handler.ts';

export const scheduleHandlers = {
  'slots.list': ({ clientId }, { posts }) => posts.queue.list(clientId),
  'slots.set': (input, { posts }) => posts.queue.set(input),
  'slots.next': (input, { posts }) => posts.queue.next(input),
  'slots.inSpan': (input, { posts }) => posts.queue.inSpan(input),
  'recurrences.list': (input, { recurrences }) => ok(recurrences.list(input)),
  'recurrences.preview': (input, { recurrences }) => recurrences.preview(input),
  'recurrences.create': (input, { recurrences }) => recurrences.create(input),
  'recurrences.update': (input, { recurrences, publishing }) =>
    publishing.handOver.afterTakingBackSeries(input.id, () => recurrences.update(input)),
  'recurrences.end': (input, { recurrences, publishing }) =>
    input.upcoming === 'keep'
      ? recurrences.end(input)
      : publishing.handOver.afterTakingBackSeries(input.id, () => recurrences.end(input)),
  'recurrences.resume': (input, { recurrences }) => recurrences.resume(input),
  'recurrences.holidayPlaces': async (_input, { recurrences }) =>
    ok(await recurrences.holidayPlaces()),
  'triage.list': (input, { triage }) => ok(triage.list(input)),
  'triage.decide': (input, { triage }) => ok(triage.decide(input)),
  'triage.takeBack': (input, { triage }) => ok(triage.takeBack(input)),
} satisfies Handlers<keyof typeof scheduleRoutes>;
