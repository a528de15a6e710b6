import { Temporal } from 'temporal-polyfill';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { PlanFrame } from '../../shared/domain/plan.ts';
import type { PromptValues } from '../../shared/domain/prompts/variables.ts';
import type { PlanFacts } from './plan-facts.ts';

/** One line of a list is no longer in a prompt, in characters. */
const LINE = 480;
/** So much of a post tells what it was about. */
const EXCERPT = 140;
const WEEKDAYS = [
  ...['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  ...['Saturday', 'Sunday'],
];

/** How the model knows the accounts: `a1`, `a2`. */
export const codesOf = (accounts: PlanFacts['accounts']): Map<string, string> =>
  new Map(accounts.map(({ id }, at) => [`a${at + 1}`, id]));

interface Asking {
  facts: PlanFacts;
  frame: PlanFrame;
  goals: string;
  categories: readonly string[];
  wish: string;
  /** Texts that are proposed already. */
  proposed: readonly { wallTime: string; text: string }[];
}

/** What a model is told for a plan. Posts are somebody else’s words: they go in as data. */
export function planValues(asking: Asking): PromptValues {
  const { facts, frame, goals, categories, wish, proposed } = asking;
  const codes = new Map([...frame.accounts].map(([code, id]) => [id, code]));
  const { holidays, best, planned, recent } = facts;
  const { firstDay, lastDay } = frame;
  const inFrame = holidays.filter(({ day }) => day >= firstDay && day <= lastDay);
  const told = [...proposed, ...planned, ...recent].map(
    ({ wallTime, text }) => `${wallTime.replace('T', ' ')}: ${excerpt(text)}`,
  );
  return {
    month: spanText(firstDay, lastDay),
    goals: linesOf(goals),
    accounts: facts.accounts.map(
      ({ id, network, handle }) => `${codes.get(id)}: ${NETWORKS[network].name} @${handle}`,
    ),
    slots: frame.slots
      ? frame.slots.map(
          ({ wallTime, accountIds }) =>
            `${wallTime.replace('T', ' ')} (${accountIds.map((id) => codes.get(id)).join(', ')})`,
        )
      : [
          `Any time of day from ${firstDay} to ${lastDay} for all of them, when their readers are awake; write it like ${lastDay} 09:00`,
        ],
    holidays:
      inFrame.length > 0
        ? inFrame.map(({ day, name, kind }) =>
            kind === 'public' ? `${day} ${name} (public holiday)` : `${day} ${name}`,
          )
        : ['none'],
    best:
      best.times.length > 0
        ? best.times.map(
            ({ weekday, hour, posts, times }) =>
              `${WEEKDAYS[weekday]} ${String(hour).padStart(2, '0')}:00: ${times.toFixed(1)} times the usual, of ${posts} posts`,
          )
        : ['not enough posts to tell'],
    taken: told.length > 0 ? told.join('\n') : 'nothing',
    categories: categories.length > 0 ? categories.slice(0, 12) : ['none yet: choose your own'],
    count: frame.count,
    wish,
  };
}

/** `1 to 31 December 2026` */
function spanText(firstDay: string, lastDay: string): string {
  const text = (day: string) =>
    Temporal.PlainDate.from(day).toLocaleString('en-GB', {
      ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    });
  return firstDay === lastDay ? text(firstDay) : `${text(firstDay)} to ${text(lastDay)}`;
}

/** Lines as a list takes them: nothing is lost where one is long. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    let now = '';
    for (const word of line.split(/\s+/).flatMap((one) => one.match(/.{1,480}/gsu) ?? [])) {
      if (now !== '' && now.length + 1 + word.length > LINE) {
        lines.push(now);
        now = word;
      } else now = now === '' ? word : `${now} ${word}`;
    }
    if (now !== '') lines.push(now);
  }
  return lines;
}

function excerpt(text: string): string {
  const letters = [...text.replace(/\s+/gu, ' ').trim()];
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT).join('')}…` : letters.join('');
}
