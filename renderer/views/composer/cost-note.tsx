import { CircleDollarSign } from 'lucide-react';
import { dollarText, microUsd } from '../../../shared/domain/dollars.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { DraftMessage } from './draft-messages.ts';
import { partsOf, totalCost } from './draft-messages.ts';

/** What publishing it will cost, where a network charges for it; nothing else is said. */
export function CostNote({ messages }: { messages: readonly DraftMessage[] }) {
  const total = totalCost(messages);
  if (total === null) return null;
  return (
    <Tooltip label={explained(messages)} side="top">
      <button
        type="button"
        className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 text-muted tabular-nums hover:bg-hover"
      >
        <CircleDollarSign size={16} aria-hidden />
        <span className="sr-only">Publishing costs</span>
        {dollarText(total)}
      </button>
    </Tooltip>
  );
}

/** `X: $0.015 a post, $0.20 with a link; 3 posts to 2 accounts.` */
function explained(messages: readonly DraftMessage[]): string {
  const paid = messages.filter((message) => message.microUsd !== null);
  return [...new Set(paid.map(({ network }) => network))]
    .map((network) => {
      const { name, price } = NETWORKS[network];
      const of = paid.filter((message) => message.network === network);
      const posts = of.reduce((sum, one) => sum + partsOf(one).length + comments(one), 0);
      const told = (dollars: number) => dollarText(microUsd(dollars));
      const each = price
        ? `${told(price.post)} a post, ${told(price.postWithLink)} with a link`
        : '';
      return `${name} charges ${each}. This is ${posts} ${posts === 1 ? 'post' : 'posts'}.`;
    })
    .join(' ');
}

const comments = ({ message }: DraftMessage): number => (message.firstComment === null ? 0 : 1);
