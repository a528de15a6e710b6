import { type DragEvent, type RefObject, useEffect, useRef } from 'react';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { now } from '../../app/clock.ts';
import { useClientFilter, useComposer } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { useClients } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { type DropPlace, dropPlace } from '../calendar/drop-place.ts';
import { elementAt, firstTimeOn, placeUnder } from '../calendar/place-under.ts';
import { whenText } from '../calendar/time.ts';
import { clientFor } from './choose-client.tsx';
import { type Incoming, incomingOf } from './incoming.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select'));

/** Files and texts that are dropped on a day, or pasted while one has the focus, become a planned draft. */
export function useIncoming(box: RefObject<HTMLElement | null>) {
  const style = useTimeStyle();
  const { zone } = style;
  const { clientId } = useClientFilter();
  const clients = useClients().data;
  const composer = useComposer();

  async function take(
    incoming: Incoming,
    { wallTime }: Pick<DropPlace, 'wallTime'>,
  ): Promise<void> {
    const whose = await clientFor('this draft', clientId, clients ?? []);
    if (whose === null) return;
    // Media and their import are no part of the first screen.
    const { draftFrom } = await import('./draft-from.ts');
    const made = await draftFrom(incoming, whose, { wallTime, zone });
    if (typeof made === 'string') return toast.failed(made);
    const { id, problems } = made;
    const { name } = clients?.find((client) => client.id === whose) ?? { name: 'this client' };
    const when = whenText(resolveWallTime(wallTime, zone).at, now(), style);
    toast.undoable(
      `Draft for ${name}, ${when}`,
      () =>
        void ask('posts.remove', { id }).then(
          (back) => back.ok || toast.failed(back.error.message),
        ),
      { label: 'Open', run: () => composer.open(id) },
    );
    for (const problem of problems) toast.failed(problem);
  }

  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const day = focusedDay(box.current);
      if (event.defaultPrevented || isTyping(event.target) || !day || !event.clipboardData) return;
      const incoming = incomingOf(event.clipboardData);
      if (!incoming) return;
      event.preventDefault();
      const wallTime = firstTimeOn(day, zone);
      if (!wallTime.startsWith(day)) return toast.failed('That day is over. Choose a later one.');
      void latest.current(incoming, { wallTime });
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [box, zone]);

  // What is dragged from within the window is no file of the person's.
  const isOwn = useRef(false);
  useEffect(() => {
    const begin = () => {
      isOwn.current = true;
    };
    const end = () => {
      isOwn.current = false;
    };
    window.addEventListener('dragstart', begin, true);
    window.addEventListener('dragend', end, true);
    return () => {
      window.removeEventListener('dragstart', begin, true);
      window.removeEventListener('dragend', end, true);
    };
  }, []);

  const mayCome = ({ dataTransfer: { types } }: DragEvent): boolean =>
    !isOwn.current && ['Files', 'text/plain', 'text/uri-list'].some((type) => types.includes(type));
  const under = ({ target, clientX, clientY }: DragEvent): DropPlace | null => {
    const isDay = target instanceof Element && target.closest('[data-date]') !== null;
    return placeUnder(isDay ? target : elementAt(clientX, clientY), clientY, zone);
  };

  return {
    onDragOver(event: DragEvent): void {
      if (!mayCome(event)) return;
      const place = under(event);
      dropPlace.set(place);
      event.preventDefault();
      event.dataTransfer.dropEffect = place ? 'copy' : 'none';
    },
    onDragLeave(event: DragEvent): void {
      const { currentTarget, relatedTarget } = event;
      const stays = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
      if (!stays && mayCome(event)) dropPlace.set(null);
    },
    onDrop(event: DragEvent): void {
      if (!mayCome(event)) return;
      event.preventDefault();
      dropPlace.set(null);
      const place = under(event);
      const incoming = incomingOf(event.dataTransfer);
      if (place && incoming) void take(incoming, place);
      else if (place) toast.failed('Only images, videos and text can be dropped on a day.');
    },
  };
}

/** The day that the focus stands on, or in. */
const focusedDay = (box: HTMLElement | null): string | null => {
  const { activeElement } = document;
  if (!box || !activeElement || !box.contains(activeElement)) return null;
  return activeElement.closest<HTMLElement>('[data-date]')?.dataset.date?.slice(0, 10) ?? null;
};
