import { z } from 'zod';
import { chanceOf } from '../chance.ts';
import { NETWORKS, type NetworkName } from '../events.ts';
import { type Fault, type FaultPlan, type FaultPlanInput, faultPlan } from './plan.ts';

export interface FaultedCall {
  network: NetworkName;
  operation: string | null;
  account: string | null;
}

export interface Drawn {
  fault: Fault;
  rule: number;
  nth: number;
}

export interface FaultControl {
  /** The plan that is played now. */
  plan(): FaultPlan;
  /** How many calls each rule has counted, and how many times it was played. */
  counts(): readonly { matched: number; played: number }[];
  /** Replaces the plan; its counts begin at 0. The words for what is wrong with it, or null. */
  set(plan: FaultPlanInput): Promise<string | null>;
  clear(): Promise<void>;
}

/**
 * Plays a plan. `onChange` is told which networks shall refuse connections, whenever that changes.
 * @param operationsOf the names that a rule may match
 */
export function createFaultPlayer(
  operationsOf: (network: NetworkName) => readonly string[],
  onChange: (refusing: ReadonlyMap<NetworkName, number>) => Promise<void>,
) {
  let plan: FaultPlan = faultPlan.parse({});
  let counts: { matched: number; played: number }[] = [];

  async function take(next: FaultPlan) {
    plan = next;
    counts = next.rules.map(() => ({ matched: 0, played: 0 }));
    await onChange(refusing(next));
  }

  const control: FaultControl = {
    plan: () => plan,
    counts: () => counts,
    async set(input) {
      const parsed = faultPlan.safeParse(input);
      if (!parsed.success) return z.prettifyError(parsed.error);
      const unknown = unknownOperation(parsed.data, operationsOf);
      if (unknown !== null) return `No network here has the operation ${unknown}.`;
      await take(parsed.data);
      return null;
    },
    clear: () => take(faultPlan.parse({})),
  };

  return {
    control,
    /** The fault for this call, or null. Every rule up to the one that is played counts the call. */
    draw(call: FaultedCall): Drawn | null {
      for (const [index, { when, fault }] of plan.rules.entries()) {
        const count = counts[index];
        if (!count || fault.kind === 'refuse' || !fits(when, call)) continue;
        const nth = ++count.matched;
        if (when.nth !== undefined && nth !== when.nth) continue;
        if (when.times !== undefined && count.played >= when.times) continue;
        if (when.chance !== undefined && chanceOf(plan.seed, index, nth) >= when.chance) continue;
        count.played++;
        return { fault, rule: index, nth };
      }
      return null;
    },
  };
}

type When = FaultPlan['rules'][number]['when'];

const fits = (when: When, call: FaultedCall): boolean =>
  (when.network === undefined || when.network === call.network) &&
  (when.operation === undefined || when.operation === call.operation) &&
  (when.account === undefined || when.account === call.account);

function refusing({ rules }: FaultPlan): Map<NetworkName, number> {
  const found = new Map<NetworkName, number>();
  for (const [index, { when, fault }] of rules.entries()) {
    if (fault.kind !== 'refuse') continue;
    for (const name of when.network ? [when.network] : NETWORKS)
      if (!found.has(name)) found.set(name, index);
  }
  return found;
}

function unknownOperation(
  { rules }: FaultPlan,
  operationsOf: (network: NetworkName) => readonly string[],
): string | null {
  for (const { when } of rules) {
    if (when.operation === undefined) continue;
    const names = (when.network ? [when.network] : NETWORKS).flatMap(operationsOf);
    if (!names.includes(when.operation)) return when.operation;
  }
  return null;
}
