import { TODAY_GRID } from '../../app/fallbacks.tsx';
import { useClientFilter, useGo } from '../../app/place.ts';
import { View } from '../../app/view.tsx';
import { useClients } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { NestDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AiCard } from './ai-card.tsx';
import { FourFigures } from './figures.tsx';
import { GrowthCard } from './growth-card.tsx';
import { NeedsYou } from './needs-you.tsx';
import { PerformanceCard } from './performance-card.tsx';
import { RecentPosts } from './recent-posts.tsx';
import { SpanChoice, useSpan } from './span-choice.tsx';
import { Timeline } from './timeline.tsx';

/** The day at a glance: what needs the person first, then today, then how it goes. Each card loads by itself. */
export function TodayView() {
  const { clientId } = useClientFilter();
  const [days, setDays] = useSpan();
  const clients = useClients().data;
  const go = useGo();
  if (clients?.length === 0)
    return (
      <View title="Today">
        <EmptyState
          drawing={<NestDrawing />}
          title="Whose posts do you look after?"
          action={
            <Button tone="primary" onClick={() => go('/clients?new=1')}>
              Add a client
            </Button>
          }
        >
          Once there is a client, this is where each day begins: what needs you, and what goes out.
        </EmptyState>
      </View>
    );
  return (
    <View title="Today" tools={<SpanChoice days={days} onDays={setDays} />}>
      <Page width="full">
        <div className={TODAY_GRID.page}>
          <div className={TODAY_GRID.cards}>
            <NeedsYou clientId={clientId} />
            <Timeline key={clientId} clientId={clientId} />
            <FourFigures clientId={clientId} />
            <PerformanceCard clientId={clientId} days={days} />
            <GrowthCard clientId={clientId} days={days} />
            <RecentPosts clientId={clientId} />
            <AiCard clientId={clientId} />
          </div>
        </div>
      </Page>
    </View>
  );
}
