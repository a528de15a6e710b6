import { CircleCheck, Gauge, Lightbulb } from 'lucide-react';
import { memo, useState } from 'react';
import { type QualityReason, qualityWord } from '../../../../shared/domain/quality/quality.ts';
import type { Account } from '../../../../shared/ipc/views.ts';
import { onDemand } from '../../../app/on-demand.tsx';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { Popover } from '../../../ui/popover.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { NetworkGlyph } from '../../post-status/network-glyph.tsx';
import type { DraftMessage } from '../draft-messages.ts';
import { lowest, type Rated } from './rate.ts';
import { useQuality } from './use-quality.ts';

/** Asked for only when somebody looks. */
const SecondOpinion = onDemand(
  async () => (await import('../ai/second-opinion.tsx')).SecondOpinion,
);

const CHIP = 'min-w-14 gap-1.5 px-2 max-wide:group-has-[[data-queue]]/foot:min-w-8';
const TONES = {
  Strong: 'text-published',
  Good: 'text-muted',
  Fair: 'text-muted',
  Weak: 'text-attention',
} as const;

interface QualityChipProps {
  postId: string;
  clientId: string;
  messages: readonly DraftMessage[];
  accounts: readonly Account[];
}

/** How well it is written, by rules: the network that wants most work tells the figure. */
export function QualityChip({ postId, clientId, messages, accounts }: QualityChipProps) {
  const rated = useQuality({ postId, clientId }, messages, accounts);
  return <Chip {...{ rated, postId, clientId }} />;
}

interface ChipProps {
  rated: readonly Rated[];
  postId: string;
  clientId: string;
}

/** A key in the text draws nothing of it anew: only a new rating does. */
const Chip = memo(function Chip({ rated, postId, clientId }: ChipProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const low = lowest(rated);
  const shown = rated.find(({ key }) => key === chosen) ?? low;
  return (
    <Popover
      side="top"
      label="Writing"
      className="w-88 p-1.5"
      onOpenChange={() => setChosen(null)}
      trigger={
        <Button tone="ghost" className={CHIP} disabled={low === null}>
          <span className="sr-only">
            {low
              ? `Writing: ${low.score} of 100, ${qualityWord(low.score).toLowerCase()}`
              : 'Writing: nothing to rate yet'}
          </span>
          <Gauge
            size={16}
            aria-hidden
            className={cx('shrink-0', low ? TONES[qualityWord(low.score)] : 'text-muted')}
          />
          {/* Beside the queue there is no room for it in a small window. */}
          <span
            aria-hidden
            className="font-normal tabular-nums max-wide:group-has-[[data-queue]]/foot:hidden"
          >
            {low?.score ?? '–'}
          </span>
        </Button>
      }
    >
      {shown && (
        <>
          <Reasons all={rated} shown={shown} onChoose={setChosen} />
          <div className="border-t border-hairline px-2 pt-2 pb-1">
            <SecondOpinion
              // Another text is another question.
              key={`${shown.key} ${shown.text}`}
              {...{ postId, clientId }}
              text={shown.text}
              place={{ network: shown.network, accountId: shown.accountId }}
            />
          </div>
        </>
      )}
    </Popover>
  );
});

interface ReasonsProps {
  all: readonly Rated[];
  shown: Rated;
  onChoose: (key: string) => void;
}

function Reasons({ all, shown, onChoose }: ReasonsProps) {
  const better = shown.reasons.filter(({ points, weight }) => points < weight);
  const well = shown.reasons.filter(({ points, weight }) => points >= weight);
  return (
    <>
      <div className="flex items-baseline gap-2 px-2 pt-1.5 pb-1">
        <span className="text-section font-semibold tabular-nums">{shown.score}</span>
        <span className="font-medium">{qualityWord(shown.score)}</span>
        <span className="ml-auto truncate text-small text-muted">for {shown.name}</span>
      </div>
      {all.length > 1 && (
        <div className="flex flex-wrap gap-1 px-2 pb-1.5">
          <Segmented
            label="Network"
            value={shown.key}
            onChange={onChoose}
            choices={all.map(({ key, network, name, score }) => ({
              value: key,
              label: `${name}, ${score}`,
              icon: <NetworkGlyph network={network} size={14} />,
              iconOnly: true,
            }))}
          />
        </div>
      )}
      <ul>
        {better.map((reason) => (
          <li key={reason.code} className="flex gap-2 px-2 py-1.5">
            <Lightbulb
              size={16}
              className="mt-px shrink-0 text-attention"
              aria-label="Could be better"
            />
            <span className="min-w-0 flex-1">{reason.message}</span>
            <Lost reason={reason} />
          </li>
        ))}
        {well.map(({ code, message }) => (
          <li key={code} className="flex gap-2 px-2 py-1 text-muted">
            <CircleCheck
              size={16}
              className="mt-px shrink-0 text-published"
              aria-label="Well done"
            />
            {message}
          </li>
        ))}
      </ul>
      <p className="px-2 pt-1.5 pb-1 text-caption text-muted">
        Advice by rules, worked out on this computer. It keeps nothing from going out.
      </p>
    </>
  );
}

/** What a reason costs, of what it is worth. */
function Lost({ reason: { points, weight } }: { reason: QualityReason }) {
  const lost = Math.max(1, Math.round(weight - points));
  return (
    <span className="shrink-0 text-small text-muted tabular-nums">
      <span className="sr-only">{`costs ${lost} of ${Math.round(weight)} points`}</span>
      <span aria-hidden>−{lost}</span>
    </span>
  );
}
