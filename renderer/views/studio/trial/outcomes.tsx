import {
  FEWEST,
  type Outcome,
  shareOf,
  type TrialMeasure,
  type Verdict,
  verdictOf,
} from '../../../../shared/domain/prompts/trial.ts';
import { median } from '../../../../shared/domain/statistics/ranks.ts';
import { type Share, wilson } from '../../../../shared/domain/statistics/shares.ts';
import { Button } from '../../../ui/button.tsx';

type Side = 'used' | 'rival';
const SIDES = ['used', 'rival'] as const;

const LABELS: Readonly<Record<TrialMeasure, { label: string; about: string }>> = {
  taken: { label: 'Taken', about: 'Answers that you put into a post' },
  unchanged: { label: 'Word for word', about: 'Posts that still say what was taken' },
  approved: { label: 'Yes at first go', about: 'Posts that the client answered' },
  engagement: {
    label: 'Engagement',
    about: 'Likes + 2 × comments + 3 × shares of posts that are out for two days: the middle one',
  },
};

interface OutcomesProps {
  /** An answer to a comment goes into no post. */
  measures: readonly TrialMeasure[];
  names: Record<Side, string>;
  notes: Record<Side, string>;
  outcomes: Record<Side, Outcome>;
  busy: boolean;
  onChoose: (side: Side) => void;
}

/** Two versions by what became of their answers, with how sure that is. */
export function Outcomes({ measures, names, notes, outcomes, busy, onChoose }: OutcomesProps) {
  const { used, rival } = outcomes;
  const verdicts = measures.map((measure) => verdictOf(measure, used, rival));
  return (
    <section aria-labelledby="trial-title">
      <h3 id="trial-title" className="text-section font-semibold">
        {titleOf(measures, verdicts, names)}
      </h3>
      <p className="mt-0.5 text-muted tabular-nums">
        {used.asked + rival.asked === 0
          ? 'Nothing was asked yet. '
          : `${answersText(used.asked + rival.asked)} so far: ${used.asked} by ${names.used}, ${rival.asked} by ${names.rival}. `}
        Each request goes to one of them by chance.
      </p>
      <table className="mt-4 w-full table-fixed border-collapse">
        <thead>
          <tr className="align-bottom">
            <th className="w-[26%] pb-3 text-left font-normal">
              <span className="sr-only">Measure</span>
            </th>
            {SIDES.map((side) => (
              <th key={side} scope="col" className="pr-4 pb-3 text-left font-normal">
                <span className="block font-medium">
                  {names[side]}
                  {side === 'used' && <span className="font-normal text-muted">, in use</span>}
                </span>
                <span className="block truncate text-small text-muted">{notes[side]}</span>
                <Button size="compact" className="mt-2" busy={busy} onClick={() => onChoose(side)}>
                  Make this the one
                  <span className="sr-only">: {names[side]}</span>
                </Button>
              </th>
            ))}
            <th scope="col" className="w-[22%] pb-3 text-left font-normal text-muted">
              What it says
            </th>
          </tr>
        </thead>
        <tbody>
          {measures.map((measure, at) => (
            <tr key={measure} className="border-t border-hairline align-top">
              <th scope="row" className="py-3 pr-4 text-left font-normal">
                <span className="block font-medium">{LABELS[measure].label}</span>
                <span className="block text-small text-muted">{LABELS[measure].about}</span>
              </th>
              {SIDES.map((side) => (
                <td key={side} className="py-3 pr-4">
                  {measure === 'engagement' ? (
                    <Middle values={outcomes[side].engagement} />
                  ) : (
                    <Part share={shareOf(outcomes[side], measure)} />
                  )}
                </td>
              ))}
              <td className="py-3 text-small">
                {verdictText(verdicts[at] ?? 'too_few', measure, names)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-small text-muted">
        Bars show where the true share lies with 95 % confidence (Wilson). A difference counts where
        chance alone would make it less than once in twenty: Fisher’s exact test for shares, Mann
        and Whitney’s for engagement. Of fewer than {FEWEST.share} answers, or {FEWEST.engagement}{' '}
        posts for engagement, of each nothing is said.
      </p>
    </section>
  );
}

const answersText = (count: number) => (count === 1 ? '1 answer' : `${count} answers`);

function titleOf(
  measures: readonly TrialMeasure[],
  verdicts: readonly Verdict[],
  names: Record<Side, string>,
): string {
  const found = measures.flatMap((measure, at) => {
    const verdict = verdicts[at];
    return verdict === 'used' || verdict === 'rival' ? [{ measure, side: verdict }] : [];
  });
  const [first] = found;
  if (!first)
    return verdicts.every((verdict) => verdict === 'too_few')
      ? 'Too few answers to say anything yet'
      : 'No difference so far that chance would not make';
  if (found.some(({ side }) => side !== first.side)) return 'Each does better at something';
  return `${names[first.side]} ${BETTER[first.measure]}`;
}

const BETTER: Readonly<Record<TrialMeasure, string>> = {
  taken: 'is taken more often',
  unchanged: 'is kept word for word more often',
  approved: 'gets a yes at first go more often',
  engagement: 'makes posts that more people react to',
};

function verdictText(verdict: Verdict, measure: TrialMeasure, names: Record<Side, string>): string {
  if (verdict === 'too_few') return 'Too few to say';
  if (verdict === 'even') return 'No difference that chance would not make';
  return `${names[verdict]} ${BETTER[measure]}`;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A share with its interval: where it may lie as a bar, where it is as a mark. */
function Part({ share }: { share: Share }) {
  const range = wilson(share);
  if (!range) return <span className="text-muted">None yet</span>;
  const { least, most } = range;
  const at = share.of / share.all;
  return (
    <div>
      <p className="tabular-nums">
        <span className="font-medium">{percent(at)}</span>
        <span className="text-muted">
          {' '}
          {share.of} of {share.all}
        </span>
      </p>
      <div aria-hidden className="relative mt-1.5 h-2 rounded-full bg-hover">
        <div
          className="absolute inset-y-0 rounded-full bg-accent/35"
          style={{ left: `${least * 100}%`, right: `${(1 - most) * 100}%` }}
        />
        <div
          className="absolute -inset-y-0.5 w-0.5 rounded-full bg-accent"
          style={{ left: `calc(${at * 100}% - 1px)` }}
        />
      </div>
      <p className="mt-1 text-small text-muted tabular-nums">
        {percent(least)} to {percent(most)}
      </p>
    </div>
  );
}

function Middle({ values }: { values: readonly number[] }) {
  const middle = median(values);
  if (middle === null) return <span className="text-muted">None yet</span>;
  return (
    <p className="tabular-nums">
      <span className="font-medium">{middle.toLocaleString()}</span>
      <span className="text-muted">
        {' '}
        of {values.length === 1 ? '1 post' : `${values.length} posts`}
      </span>
    </p>
  );
}
