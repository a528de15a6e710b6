import { Frown, type LucideIcon, Meh, Smile } from 'lucide-react';
import { type Mood, moodOf } from '../../../shared/domain/sentiment/mood.ts';
import { cx } from '../../ui/class-names.ts';

type Known = Exclude<Mood, 'unknown'>;

/** How each mood looks: by its face and its name, never by colour alone. */
export const MOOD_LOOKS: Record<Known, { icon: LucideIcon; name: string; tone: string }> = {
  positive: { icon: Smile, name: 'Positive', tone: 'text-published' },
  neutral: { icon: Meh, name: 'Neutral', tone: 'text-muted' },
  negative: { icon: Frown, name: 'Negative', tone: 'text-attention' },
};

/** A small face in a row of the list; nothing where it is not known. */
export function MoodMark({ score }: { score: number | null }) {
  const mood = moodOf(score);
  if (mood === 'unknown') return null;
  const { icon: Icon, name, tone } = MOOD_LOOKS[mood];
  return (
    <span className="shrink-0" title={`Sounds ${name.toLowerCase()}`}>
      <Icon size={14} aria-hidden className={tone} />
      <span className="sr-only">Sounds {name.toLowerCase()}</span>
    </span>
  );
}

/** The same in words, for the one that is looked at; what is not known says so. */
export function MoodWords({ score }: { score: number | null }) {
  const mood = moodOf(score);
  if (mood === 'unknown')
    return <span title="Only English and emoji are judged. Nothing is guessed.">Mood unknown</span>;
  const { icon: Icon, name, tone } = MOOD_LOOKS[mood];
  return (
    <span
      className="inline-flex items-center gap-1"
      title="Worked out on this computer, from words and emoji"
    >
      <Icon size={14} aria-hidden className={cx('shrink-0', tone)} />
      Sounds {name.toLowerCase()}
    </span>
  );
}
