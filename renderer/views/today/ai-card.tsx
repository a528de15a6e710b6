import { Sparkles } from 'lucide-react';
import { formatSum } from '../../app/ai-cost.ts';
import { AI_FEATURE_NAMES } from '../../app/ai-names.ts';
import { useGo } from '../../app/place.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { counted } from './answers.ts';
import { TodayCard } from './card.tsx';

const SHOWN = 3;

/** What AI was asked for today, and what it cost. */
export function AiCard({ clientId }: { clientId: string | null }) {
  const filter = clientId ? { clientId } : {};
  // Asked for already, and it knows: where there is no AI, nothing of it is read.
  const figures = useRoute('dashboard.figures', filter, { keepPrevious: true });
  const isSetUp = figures.data != null && figures.data.aiRequests !== null;
  const usage = useRoute(
    'ai.usage',
    { span: 'today', ...filter },
    { enabled: isSetUp, keepPrevious: true },
  );
  const budgets = useRoute('ai.budgets', {}, { enabled: isSetUp }).data ?? [];
  const go = useGo();
  const budget = budgets.find((found) => found.clientId === clientId);
  const { total, byFeature = [] } = usage.data ?? {};
  return (
    <TodayCard
      title="AI use"
      size="col-span-4 min-h-44 @min-[740px]:col-span-1"
      query={isSetUp ? usage : figures}
      side={isSetUp && total ? 'Today' : null}
    >
      {isSetUp && total && total.requests > 0 ? (
        <div className="flex flex-1 flex-col gap-3 px-4 pb-4">
          <div>
            <p className="text-figure font-semibold tabular-nums">{formatSum(total.cost)}</p>
            <p className="text-muted">for {counted(total.requests, 'request')}</p>
          </div>
          <ul className="flex flex-col gap-1">
            {byFeature.slice(0, SHOWN).map(({ feature, requests }) => (
              <li key={feature} className="flex justify-between gap-2">
                <span className="truncate">{AI_FEATURE_NAMES[feature]}</span>
                <span className="text-muted tabular-nums">{requests.toLocaleString()}</span>
              </li>
            ))}
          </ul>
          <p className="mt-auto truncate text-small text-muted">
            {budget?.cost != null
              ? `${formatSum(budget.spentCost)} of ${formatSum(budget.cost)} this month`
              : `${(total.tokensIn + total.tokensOut).toLocaleString()} tokens`}
          </p>
        </div>
      ) : (
        <div className="flex flex-1 flex-col items-center justify-center px-4 pb-11 text-center">
          <Sparkles size={20} strokeWidth={1.5} aria-hidden className="text-faint" />
          <p className="mt-3 font-medium">{isSetUp ? 'Nothing today' : 'AI is not set up'}</p>
          <p className="mt-1 text-muted">
            {isSetUp
              ? 'What you ask for today and what it costs stands here.'
              : 'Once it is, what you asked for today and what it cost stands here.'}
          </p>
          {!isSetUp && (
            <Button
              size="compact"
              tone="ghost"
              className="mt-2"
              onClick={() => go('/settings?section=ai')}
            >
              Set it up
            </Button>
          )}
        </div>
      )}
    </TodayCard>
  );
}
