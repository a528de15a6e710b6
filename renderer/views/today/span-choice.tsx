import { useSearchParams } from 'react-router';
import { Segmented } from '../../ui/segmented.tsx';

const SPANS = [30, 90] as const;

/** Over how many days the charts go; in the URL, so that Back and a reload find it again. */
export function useSpan(): readonly [number, (days: number) => void] {
  const [params, setParams] = useSearchParams();
  const days = SPANS.find((span) => `${span}` === params.get('days')) ?? SPANS[0];
  const setDays = (next: number) =>
    setParams(
      (current) => {
        const changed = new URLSearchParams(current);
        if (next === SPANS[0]) changed.delete('days');
        else changed.set('days', `${next}`);
        return changed;
      },
      { replace: true },
    );
  return [days, setDays];
}

export const SpanChoice = ({ days, onDays }: { days: number; onDays: (days: number) => void }) => (
  <Segmented
    label="How far back the charts go"
    value={`${days}`}
    onChange={(next) => onDays(Number(next))}
    choices={SPANS.map((span) => ({ value: `${span}`, label: `${span} days` }))}
  />
);
