import { useNow } from '../../app/clock.ts';
import { waitText } from './sentences.ts';

/** `in 12 s`, each second anew; `now` when it is over. Not read out each second. */
export function Countdown({ to }: { to: number }) {
  const left = to - useNow(1000);
  return (
    <span role="timer" aria-live="off" className="tabular-nums">
      {left > 500 ? `in ${waitText(left)}` : 'now'}
    </span>
  );
}
