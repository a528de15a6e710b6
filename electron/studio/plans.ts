import type { Bus } from '../bus.ts';
import type { Desk } from './desk.ts';
import { createPlanFacts, type PlanFactsOptions } from './plan-facts.ts';
import { createPlanRows } from './plan-rows.ts';
import { createPlanTaking, type PlanTakingOptions } from './plan-taking.ts';
import { createPlanWriting } from './plan-writing.ts';

export type Plans = ReturnType<typeof createPlans>;

interface PlansOptions extends PlanFactsOptions, Omit<PlanTakingOptions, 'rows'> {
  bus: Bus;
  posts: PlanFactsOptions['posts'] & PlanTakingOptions['posts'];
  desk: Desk;
}

/** From goals to proposals for a span of days, and from proposals to posts, piece by piece. */
export function createPlans(options: PlansOptions) {
  const facts = createPlanFacts(options);
  const rows = createPlanRows({ ...options, facts });
  return {
    outlook: facts.outlook,
    list: rows.list,
    get: rows.get,
    ...createPlanWriting({ desk: options.desk, facts, rows }),
    ...createPlanTaking({ ...options, rows }),
  };
}
