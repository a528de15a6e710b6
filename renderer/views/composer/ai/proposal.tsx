import { Link2, Scissors, TriangleAlert } from 'lucide-react';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { StudioText } from '../../../../shared/ipc/views.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { NetworkGlyph } from '../../post-status/network-glyph.tsx';

/** What has to be known of a text before it is used. */
export function ProposalMarks({ proposal }: { proposal: StudioText }) {
  const { used, limit, over, shortened, parts, unasked } = proposal;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-1.5 text-small text-muted">
        <span className="tabular-nums">
          {parts > 1
            ? `A thread of ${parts}`
            : `${used.toLocaleString()} of ${limit.toLocaleString()}`}
        </span>
        {over && (
          <Badge tone="attention" icon={<TriangleAlert size={12} />}>
            {used > limit ? `${used - limit} too long` : 'Too long'}
          </Badge>
        )}
        {shortened && (
          <Badge icon={<Scissors size={12} />}>
            {over ? 'Shortened once' : 'Shortened to fit'}
          </Badge>
        )}
      </div>
      {unasked.length > 0 && (
        <p className="flex gap-1.5 text-small text-attention">
          <Link2 size={14} className="mt-px shrink-0" aria-hidden />
          <span className="[overflow-wrap:anywhere]">
            You didn’t write {unasked.map(({ text }) => text).join(', ')}. Check before you use it.
          </span>
        </p>
      )}
    </div>
  );
}

interface ProposalProps {
  proposal: StudioText;
  /** Said where there is more than one place. */
  named: boolean;
  number: number;
  disabled: boolean;
  onUse: () => void;
}

/** One text to choose. */
function Proposal({ proposal, named, number, disabled, onUse }: ProposalProps) {
  const { network } = proposal.place;
  const { name } = NETWORKS[network];
  return (
    <li
      aria-label={named ? `For ${name}, ${number}` : `Variant ${number}`}
      className="flex flex-col gap-2 rounded-card border border-hairline bg-panel px-3 py-2.5"
    >
      {named && (
        <span className="flex items-center gap-1.5 text-small text-muted">
          <NetworkGlyph network={network} size={12} />
          {name}
        </span>
      )}
      <p dir="auto" data-selectable className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {proposal.text}
      </p>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <ProposalMarks proposal={proposal} />
        </div>
        <Button size="compact" disabled={disabled} onClick={onUse}>
          {named ? `Use for ${name}` : 'Use'}
        </Button>
      </div>
    </li>
  );
}

interface ProposalsProps {
  texts: readonly StudioText[];
  disabled: boolean;
  onUse: (text: StudioText) => void;
}

/** Texts to choose from, by their places. */
export function Proposals({ texts, disabled, onUse }: ProposalsProps) {
  const networks = new Set(texts.map(({ place }) => place.network));
  const counts = new Map<string, number>();
  return (
    <ul className="flex flex-col gap-2">
      {texts.map((text) => {
        const number = (counts.get(text.place.network) ?? 0) + 1;
        counts.set(text.place.network, number);
        return (
          <Proposal
            key={`${text.place.network} ${number}`}
            proposal={text}
            named={networks.size > 1}
            number={number}
            disabled={disabled}
            onUse={() => onUse(text)}
          />
        );
      })}
    </ul>
  );
}
