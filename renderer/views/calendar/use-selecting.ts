import { useQueryClient } from '@tanstack/react-query';
import { type MouseEvent, type RefObject, useEffect } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useCommands } from '../../app/commands.ts';
import { call } from '../../ipc/client.ts';
import { routeQuery } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import type { FilterInput } from './filters.ts';
import { heldCard, postIn, postsIn } from './post-in.ts';
import { selection } from './selection.ts';

const isMac = /mac/i.test(navigator.platform);

interface SelectingOptions {
  box: RefObject<HTMLElement | null>;
  /** What is shown, for “select all”. */
  shown: { from: number; to: number; filter: FilterInput };
}

/**
 * Posts of the calendar are selected by a click with Ctrl (⌘ on a Mac) or Shift, by X on the one in focus, and all of
 * them by Ctrl and A. It listens above the views, so that each has it.
 */
export function useSelecting({ box, shown }: SelectingOptions) {
  const queries = useQueryClient();
  const cardOf = (id: string): PostCard | undefined =>
    selection.get().get(id) ?? heldCard(queries, id);
  const { from, to, filter } = shown;

  useEffect(() => () => selection.clear(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is filtered out is out of sight.
  useEffect(() => selection.clear(), [filter]);

  const toggle = (target: EventTarget | null): boolean => {
    const id = postIn(target);
    const card = id === null ? undefined : cardOf(id);
    if (card) selection.toggle(card);
    return card !== undefined;
  };

  async function selectAll(): Promise<void> {
    const input = { from, to, ...filter };
    try {
      const cards = await queries.fetchQuery({
        ...routeQuery('posts.calendar', input),
        queryFn: () => call('posts.calendar', input),
        staleTime: 0,
      });
      selection.all(cards);
      if (cards.length === 0) toast.say('Nothing is planned here.');
    } catch {
      toast.failed('The posts could not be read. Try again.');
    }
  }

  useCommands([
    {
      id: 'calendar.selectAll',
      label: 'Select all posts in view',
      group: 'This view',
      keys: ['mod+a'],
      run: () => void selectAll(),
    },
    {
      id: 'calendar.select',
      label: 'Select the post in focus',
      group: 'This view',
      keys: ['x'],
      notInPalette: true,
      run: () =>
        void (box.current?.contains(document.activeElement) && toggle(document.activeElement)),
    },
    {
      // The month listens itself; here it is for the sheet of shortcuts.
      id: 'calendar.extend',
      label: 'Select from post to post',
      group: 'This view',
      keys: ['shift+down', 'shift+up', 'shift+right', 'shift+left'],
      notInPalette: true,
      run: () => undefined,
    },
  ]);

  return {
    selectAll: () => void selectAll(),
    onClickCapture(event: MouseEvent): void {
      const adds = isMac ? event.metaKey : event.ctrlKey;
      if ((!adds && !event.shiftKey) || event.altKey) return;
      const id = postIn(event.target);
      if (id === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (adds) toggle(event.target);
      else if (box.current) selection.extend(id, postsIn(box.current), cardOf);
    },
    /** Shift and a click would select the text between. */
    onMouseDownCapture(event: MouseEvent): void {
      if (event.shiftKey && postIn(event.target) !== null) event.preventDefault();
    },
  };
}
