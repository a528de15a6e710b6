import { Temporal } from 'temporal-polyfill';
import { type PlanFrame, type PlanPiece, postsIn } from '../../shared/domain/plan.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Desk, StudioFailure, TaskInput } from './desk.ts';
import { limitsOf, type Spot, spotOf, tightestOf } from './places.ts';
import { planAnswer } from './plan-answer.ts';
import type { PlanFacts, PlanFactsOf } from './plan-facts.ts';
import { codesOf, planValues } from './plan-prompt.ts';
import { notOpen, type PlanRows } from './plan-rows.ts';
import type { Task } from './tasks.ts';

/** So many posts are asked for at once: more make answers that are cut off. */
const AT_ONCE = 14;
/** Room for the answer, tokens. */
const ROOM = { post: 420, around: 500 } as const;

type Failure = StudioFailure | 'wrong_client';
type Made = Result<RouteOutput<'plans.make'>, Failure | 'bad_span' | 'no_room'>;
type Again = Result<RouteOutput<'plans.again'>, Failure | 'not_open' | 'no_room'>;

interface Writing {
  facts: PlanFacts;
  goals: string;
  wish: string;
  subject: Record<string, string>;
  /** Texts that are proposed already. */
  proposed: readonly { wallTime: string; text: string }[];
}

interface PlanWritingOptions {
  desk: Desk;
  facts: PlanFactsOf;
  rows: PlanRows;
}

/** What a model is asked for plans. What it says is checked, measured and kept as proposals: nothing goes on the calendar. */
export function createPlanWriting({ desk, facts: factsOf, rows }: PlanWritingOptions) {
  function frameOf(clientId: string, facts: PlanFacts, count: number): PlanFrame {
    const { zone, now, firstDay, lastDay, slots, planned, recent } = facts;
    return {
      ...{ zone, now, firstDay, lastDay, slots, count },
      accounts: codesOf(facts.accounts),
      takenAt: (at) => factsOf.takenAt(clientId, at),
      said: [...planned, ...recent].map(({ text }) => text),
    };
  }

  /** Asks for the posts of a frame, and leaves out what can’t be. */
  function pieces(task: Task, input: TaskInput, spots: Spot[], frame: PlanFrame, of: Writing) {
    const { facts, goals, wish, proposed, subject } = of;
    const categories = input.clientId === null ? [] : factsOf.categories(input.clientId);
    const values = planValues({ facts, frame, goals, categories, wish, proposed });
    const byNetwork = new Map(spots.map((spot) => [limitsOf([spot]), spot]));
    return desk.ask(
      task,
      input,
      {
        ...{ feature: 'plan', spots, subject },
        values: { ...values, limits: limitsOf([...byNetwork.values()]) },
        maxTokens: ROOM.around + ROOM.post * frame.count,
      },
      planAnswer(frame),
    );
  }

  /** What is too long for one of its places is made shorter once; what still is, is shown as it is. */
  async function fitted(task: Task, input: TaskInput, facts: PlanFacts, made: PlanPiece[]) {
    const writings = made.flatMap(({ text, accountIds }) => {
      const own = facts.accounts.filter(({ id }) => accountIds.includes(id)).map(spotOf);
      const spot = tightestOf(text, own);
      return spot ? [{ text, spot }] : [];
    });
    const texts = await desk.fitted(task, input, writings, { written: [] });
    if (!texts.ok) return texts;
    return ok(made.map((piece, at) => ({ ...piece, text: texts.value[at]?.text ?? piece.text })));
  }

  async function make(asked: ParsedInput<'plans.make'>): Promise<Made> {
    const { taskId, clientId, goals, perWeek, wish } = asked;
    const known = await factsOf.of(asked);
    if (!known.ok) return known;
    const facts = known.value;
    if (facts.slots?.length === 0)
      return fail(
        'no_room',
        'Every slot of these days is taken. Choose other days, or add times to the queue.',
      );
    const wanted = Math.min(postsIn(facts.days, perWeek), facts.slots?.length ?? MANY);
    const input = { taskId, clientId, postId: null };
    const subject = { plan: `${facts.firstDay} ${facts.lastDay}` };
    return desk.at(input, placesOf(facts), async (task, spots) => {
      const collected: PlanPiece[] = [];
      let missing: string | null = null;
      for (const frame of batchesOf(frameOf(clientId, facts, wanted))) {
        const proposed = collected.map(({ at, text }) => ({
          wallTime: wallTimeAt(at, facts.zone),
          text,
        }));
        const said = [...frame.said, ...collected.map(({ text }) => text)];
        const of = { facts, goals, wish, subject, proposed };
        const answered = await pieces(task, input, spots, { ...frame, said }, of);
        if (answered.ok) collected.push(...answered.value);
        else if (collected.length === 0 || answered.error.code === 'cancelled') return answered;
        else {
          // What came is not lost because the rest did not.
          missing = `Only the first ${collected.length} of ${wanted} posts came. ${answered.error.message}`;
          break;
        }
      }
      const fit = await fitted(task, input, facts, collected);
      if (!fit.ok) return fit;
      const { firstDay, lastDay } = facts;
      const plan = rows.get(rows.insert({ clientId, firstDay, lastDay, goals }, fit.value));
      if (!plan.ok) return plan;
      const { requestIds, warning } = desk.told(task);
      return ok({ plan: plan.value, wanted, requestIds, warning: missing ?? warning });
    });
  }

  /** Other words at the same time, for the same accounts. */
  async function again(asked: ParsedInput<'plans.again'>): Promise<Again> {
    const found = rows.found(asked.id);
    if (!found.ok) return found;
    const { row, plan } = found.value;
    if (row.state !== 'open') return notOpen();
    const { clientId, goals } = plan;
    const shown = rows.proposal(row.id);
    if (!shown.ok) return shown;
    const { accountIds, problem } = shown.value;
    if (problem !== null) return fail('no_room', problem);
    const wallTime = wallTimeAt(row.at, factsOf.zone());
    const day = wallTime.slice(0, 10);
    const known = await factsOf.of({
      ...{ clientId, firstDay: day, lastDay: day },
      accountIds,
    });
    if (!known.ok) {
      const { code, message } = known.error;
      return fail(code === 'bad_span' ? 'no_room' : code, message);
    }
    const facts = known.value;
    const others = rows
      .proposalRows(plan.id)
      .map(({ at, text }) => ({ wallTime: wallTimeAt(at, facts.zone), text }));
    const whole = frameOf(clientId, facts, 1);
    const frame: PlanFrame = {
      ...whole,
      slots: [{ at: row.at, wallTime, accountIds }],
      said: [...whole.said, ...others.map(({ text }) => text)],
    };
    const input = { taskId: asked.taskId, clientId, postId: null };
    return desk.at(input, placesOf(facts), async (task, spots): Promise<Again> => {
      const answered = await pieces(task, input, spots, frame, {
        ...{ facts, goals, proposed: others },
        subject: { plan: day },
        wish: ['Another idea than those that are planned already.', asked.wish].join(' ').trim(),
      });
      if (!answered.ok) return answered;
      const fit = await fitted(task, input, facts, answered.value);
      if (!fit.ok) return fit;
      const [piece] = fit.value;
      // The time and the accounts stay the person’s.
      const { topic, text, category, reason } = piece ?? row;
      if (!rows.update(row, { topic, text, category, reason })) return notOpen();
      rows.tell(plan);
      const proposal = rows.proposal(row.id);
      return proposal.ok ? ok({ proposal: proposal.value, ...desk.told(task) }) : proposal;
    });
  }

  return { make, again };
}

const MANY = Number.POSITIVE_INFINITY;

const placesOf = ({ accounts }: PlanFacts) => accounts.map((account) => spotOf(account).place);

/** A long plan is asked for in parts, each with its share of the times. */
function batchesOf(frame: PlanFrame): PlanFrame[] {
  const parts = Math.ceil(frame.count / AT_ONCE);
  const { slots } = frame;
  const first = Temporal.PlainDate.from(frame.firstDay);
  const days = first.until(frame.lastDay).days + 1;
  return Array.from({ length: parts }, (_, part) => {
    const share = (all: number) =>
      [Math.floor((part * all) / parts), Math.floor(((part + 1) * all) / parts)] as const;
    const [from, to] = share(frame.count);
    const [firstOf, endOf] = share(days);
    return {
      ...frame,
      count: to - from,
      ...(slots && { slots: slots.slice(...share(slots.length)) }),
      ...(!slots && {
        firstDay: first.add({ days: firstOf }).toString(),
        lastDay: first.add({ days: endOf - 1 }).toString(),
      }),
    };
  });
}
