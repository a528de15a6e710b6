import type { ReactNode } from 'react';
import { useGo } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { CalendarDrawing, DraftDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { PostTab } from './tabs.ts';

interface Words {
  drawing: ReactNode;
  title: string;
  text: string;
  action: 'new' | 'calendar' | null;
}

const WORDS: Record<PostTab, Words> = {
  drafts: {
    drawing: <DraftDrawing />,
    title: 'No drafts',
    text: 'Everything you start to write is saved here until it has a time. Press N anywhere to begin.',
    action: 'new',
  },
  scheduled: {
    drawing: <CalendarDrawing />,
    title: 'Nothing is scheduled',
    text: 'Give a post a day and a time, and it waits here until it goes out by itself.',
    action: 'calendar',
  },
  repeating: {
    drawing: <CalendarDrawing />,
    title: 'Nothing repeats',
    text: 'Choose “Repeat…” where a post gets its time, and it comes again by itself: every Monday, on the last day of the month, or as you like.',
    action: 'new',
  },
  published: {
    drawing: <CalendarDrawing />,
    title: 'Nothing is published yet',
    text: 'Once a post is out, it stands here with the link to it on the network.',
    action: 'calendar',
  },
  'needs-you': {
    drawing: <CalendarDrawing />,
    title: 'Nothing needs you',
    text: 'Posts that failed, missed their time, or want a look come here with the reason and the next step.',
    action: null,
  },
  all: {
    drawing: <DraftDrawing />,
    title: 'No posts yet',
    text: 'Drafts, scheduled and published posts of every client come together here.',
    action: 'new',
  },
};

/** An empty tab says what will stand there. */
export function PostsEmpty({ tab, onNew }: { tab: PostTab; onNew: () => void }) {
  const go = useGo();
  const { drawing, title, text, action } = WORDS[tab];
  return (
    <EmptyState
      drawing={drawing}
      title={title}
      action={
        action === 'new' ? (
          <Button tone="primary" onClick={onNew}>
            New post
          </Button>
        ) : (
          action === 'calendar' && (
            <Button onClick={() => go('/calendar')}>Open the calendar</Button>
          )
        )
      }
    >
      {text}
    </EmptyState>
  );
}
