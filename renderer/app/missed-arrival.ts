import { useEffect, useRef, useState } from 'react';
import { useNeedsYou } from '../ipc/queries.ts';
import { atIdle } from './at-idle.ts';
import { useAway, useComposer } from './place.ts';

/** What came to light is shown once the screen below it is there, in ms. */
const SETTLED = 600;
/** How soon it is tried again while the person is at something else, in ms. */
const AGAIN = 1_000;

/**
 * Brings up “While you were away” when posts were missed: at the start, on waking, whenever there are more
 * of them. Never over the composer, a dialog or a field in which somebody types; it waits until they are done.
 * A component, so that its waiting draws nothing else anew.
 */
export function MissedArrival(): null {
  const away = useAway();
  const composer = useComposer();
  const missed = useNeedsYou().data?.missed ?? 0;
  const known = useRef(0);
  const [waits, setWaits] = useState(false);
  const isFree = composer.target === null;
  const open = useRef(away.open);
  open.current = away.open;

  useEffect(() => {
    if (missed > known.current) setWaits(true);
    if (missed === 0) setWaits(false);
    known.current = missed;
  }, [missed]);

  useEffect(() => {
    if (!waits) return;
    if (away.isOpen) return setWaits(false);
    if (!isFree) return;
    let stop = () => {};
    const look = (delay: number) => {
      stop = atIdle(() => {
        if (isAtSomething()) return look(AGAIN);
        setWaits(false);
        open.current();
      }, delay);
    };
    look(SETTLED);
    return () => stop();
  }, [waits, away.isOpen, isFree]);
  return null;
}

const isAtSomething = (): boolean =>
  document.querySelector(
    ':is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"])',
  ) !== null ||
  document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true;
