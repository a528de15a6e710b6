import { Gauge, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { NetworkId } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import { qualityWord } from '../../../../shared/domain/quality/quality.ts';
import type { BenchCell, BenchExample } from '../../../../shared/ipc/views.ts';
import { formatCost } from '../../../app/ai-cost.ts';
import { onDemand } from '../../../app/on-demand.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { SecondOpinion } from '../../composer/ai/second-opinion.tsx';
import type { BenchState } from './use-bench.ts';

const WhatWasSent = onDemand(
  async () => (await import('../../settings/ai-requests.tsx')).WhatWasSent,
);

interface BenchAnswerProps {
  /** Null where it was not tried. */
  cell: BenchCell | null;
  example: BenchExample;
  clientId: string | null;
  network: NetworkId;
  bench: BenchState;
}

/** What a version made of an example. */
export function BenchAnswer({ cell, example, clientId, network, bench }: BenchAnswerProps) {
  if (!cell)
    return (
      <p className="rounded-card border border-dashed border-hairline px-3 py-6 text-center text-muted">
        Not tried yet
      </p>
    );
  const { state, texts, answer, problemText } = cell;
  if (state === 'queued' || state === 'running')
    return (
      <Box busy>
        <p className="text-small text-muted">
          {state === 'queued' ? 'Waits its turn…' : 'Writing…'}
        </p>
        <Arriving texts={bench.arriving(cell)} />
      </Box>
    );
  return (
    <Box>
      {state !== 'done' && (
        <Notice tone={state === 'cancelled' ? 'info' : 'attention'}>
          {problemText ?? 'Cancelled. What had come is kept.'}
        </Notice>
      )}
      {state === 'done' && texts === null && (
        <Notice tone="attention">
          This is not of the shape that was asked for. In the composer it would be asked for once
          more.
        </Notice>
      )}
      {texts?.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer does not change any more
        <Text key={at} {...{ one, cell, clientId }} />
      ))}
      {texts === null && answer !== '' && (
        <p
          data-selectable
          className="text-small whitespace-pre-wrap text-muted [overflow-wrap:anywhere]"
        >
          {answer}
        </p>
      )}
      <Foot cell={cell} chosen={network} isOld={example.updatedAt > cell.createdAt} />
    </Box>
  );
}

const Box = ({ busy, children }: { busy?: boolean; children: ReactNode }) => (
  <div
    aria-busy={busy}
    className="flex min-w-0 flex-col gap-3 rounded-card border border-hairline bg-panel px-3 py-2.5"
  >
    {children}
  </div>
);

/** Words as they come; their place until then. */
const Arriving = ({ texts }: { texts: readonly string[] }) =>
  texts.length === 0 ? (
    <Skeleton className="h-12 w-full" />
  ) : (
    texts.map((text, at) => (
      <p
        // biome-ignore lint/suspicious/noArrayIndexKey: they only grow
        key={at}
        dir="auto"
        className="whitespace-pre-wrap text-muted [overflow-wrap:anywhere]"
      >
        {text}
      </p>
    ))
  );

interface TextProps {
  one: NonNullable<BenchCell['texts']>[number];
  cell: BenchCell;
  clientId: string | null;
}

function Text({ one: { text, fit, score }, cell: { network }, clientId }: TextProps) {
  const marks = (
    <span className="flex flex-wrap items-center gap-1.5 text-small text-muted tabular-nums">
      {fit && `${fit.used.toLocaleString()} of ${fit.limit.toLocaleString()}`}
      {fit?.over && (
        <Badge tone="attention" icon={<TriangleAlert size={12} />}>
          {fit.used > fit.limit ? `${fit.used - fit.limit} too long` : 'Too long'}
        </Badge>
      )}
      {score !== null && (
        <Badge icon={<Gauge size={12} />}>
          {score} {qualityWord(score)}
        </Badge>
      )}
    </span>
  );
  return (
    <div className="flex flex-col gap-1.5 border-t border-hairline pt-3 first:border-t-0 first:pt-0">
      <p dir="auto" data-selectable className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </p>
      {score === null ? (
        marks
      ) : (
        <SecondOpinion {...{ clientId, text }} postId={null} place={{ network, accountId: null }}>
          {marks}
        </SecondOpinion>
      )}
    </div>
  );
}

interface FootProps {
  cell: BenchCell;
  /** The network that is chosen now. */
  chosen: NetworkId;
  isOld: boolean;
}

/** What it took, and what was sent for it. */
function Foot({ cell, chosen, isOld }: FootProps) {
  const [isShown, setShown] = useState(false);
  const { requestId, tokens, countedBy, cost, firstTokenMs, tookMs, network } = cell;
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-small text-muted tabular-nums">
      <span className="min-w-0 flex-1">
        {[
          countedBy === null
            ? 'Nothing counted'
            : `${countedBy === 'estimate' ? 'about ' : ''}${tokens.toLocaleString()} tokens`,
          countedBy !== null && formatCost(cost),
          tookMs !== null && secondsText(tookMs, firstTokenMs),
          network !== chosen && `for ${NETWORKS[network].name}`,
          isOld && 'with earlier values',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <Button
        size="compact"
        tone="ghost"
        className="-mr-2 text-muted"
        onClick={() => setShown(true)}
      >
        What was sent
      </Button>
      {isShown && <WhatWasSent id={requestId} onClose={() => setShown(false)} />}
    </div>
  );
}

/** `3.2 s, first word 0.4 s`; what was quick is told as one. */
const secondsText = (tookMs: number, firstTokenMs: number | null): string => {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return firstTokenMs === null || tookMs < 1000
    ? seconds(tookMs)
    : `${seconds(tookMs)}, first word ${seconds(firstTokenMs)}`;
};
