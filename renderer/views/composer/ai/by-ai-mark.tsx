import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { Tooltip } from '../../../ui/tooltip.tsx';

interface ByAiMarkProps {
  byAi: boolean;
  disabled: boolean;
  onChange: (byAi: boolean) => void;
}

/** Says that an AI wrote it first. The person may say otherwise, and take that back. */
export function ByAiMark({ byAi, disabled, onChange }: ByAiMarkProps) {
  const [wasShown, setWasShown] = useState(byAi);
  if (byAi && !wasShown) setWasShown(true);
  if (!wasShown) return null;
  return (
    <Tooltip label={byAi ? 'Take the mark away' : 'Mark as written with AI'}>
      <button
        type="button"
        aria-pressed={byAi}
        disabled={disabled}
        onClick={() => onChange(!byAi)}
        className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border border-dashed border-edge px-2.5 text-small text-muted transition-colors hover:bg-hover aria-pressed:border-solid aria-pressed:text-ink"
      >
        <Sparkles size={12} aria-hidden />
        {byAi ? 'Written with AI' : 'Not marked as AI'}
      </button>
    </Tooltip>
  );
}
