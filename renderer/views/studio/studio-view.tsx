import { CalendarPlus2 } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { PROMPT_FEATURES, type PromptFeature } from '../../../shared/domain/prompts/features.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter, useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Page } from '../../ui/page.tsx';
import { Roving } from '../../ui/roving.tsx';
import { FEATURES, standingText } from './features.ts';
import { PromptEditor } from './prompt-editor.tsx';

/** What a model is told, for all clients or for the one that is shown: the prompts on the left, one of them on the right. */
export function StudioView() {
  const { clientId, client } = useClientFilter();
  const go = useGo();
  const [params, setParams] = useSearchParams();
  const asked = params.get('prompt');
  const feature: PromptFeature = PROMPT_FEATURES.find((one) => one === asked) ?? 'generate';
  const list = useRoute('prompts.list', { clientId }, { keepPrevious: true });
  const prompt = useRoute('prompts.get', { feature, clientId }, { keepPrevious: true });
  const open = (next: PromptFeature) =>
    setParams((current) => {
      const changed = new URLSearchParams(current);
      changed.set('prompt', next);
      return changed;
    });

  const error = list.error ?? prompt.error;
  return (
    <View
      title="Studio"
      tools={
        <Button
          size="compact"
          icon={<CalendarPlus2 size={14} className="text-muted" />}
          onClick={() => go('/plan')}
        >
          Plan the month
        </Button>
      }
    >
      {error ? (
        <QueryProblem
          error={error}
          onRetry={() => void Promise.all([list.refetch(), prompt.refetch()])}
        />
      ) : !list.data || !prompt.data ? (
        <Page>
          <RowsSkeleton />
        </Page>
      ) : (
        <div className="flex h-full min-h-0">
          <Roving
            label="Prompts"
            className="scroll-edge w-52 shrink-0 overflow-y-auto border-r border-hairline p-2 wide:w-60"
          >
            {list.data.map((one) => (
              <li key={one.feature}>
                <button
                  type="button"
                  data-roving
                  aria-current={one.feature === feature || undefined}
                  onClick={() => open(one.feature)}
                  className={cx(
                    'flex w-full flex-col rounded-control px-3 py-1.5 text-left focus-visible:-outline-offset-2',
                    one.feature === feature ? 'bg-highlight' : 'hover:bg-hover',
                  )}
                >
                  <span className="font-medium">{FEATURES[one.feature].label}</span>
                  <span className="text-small text-muted tabular-nums">
                    {standingText(one, client?.name ?? null)}
                    {one.onTrial && ' · on trial'}
                    {clientId === null && one.clients > 0 && (
                      <> · {one.clients === 1 ? '1 client’s own' : `${one.clients} clients’ own`}</>
                    )}
                  </span>
                </button>
              </li>
            ))}
          </Roving>
          <PromptEditor
            key={`${prompt.data.feature} ${prompt.data.clientId}`}
            prompt={prompt.data}
            clientName={prompt.data.clientId === null ? null : (client?.name ?? null)}
          />
        </div>
      )}
    </View>
  );
}
