import { Sparkles } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { useCommands } from '../../../app/commands.ts';
import { onDemand } from '../../../app/on-demand.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';

/** Comes when it is first asked for. */
export const AiPanel = onDemand(async () => (await import('./ai-panel.tsx')).AiPanel);

/** Whether help with writing is open; the focus goes there and comes back. */
export function useHelp(input: RefObject<HTMLTextAreaElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const toggle = () => {
    // What is hidden takes no focus.
    flushSync(() => setOpen(!isOpen));
    if (isOpen) input.current?.focus();
  };
  useCommands([
    {
      id: 'composer.ai',
      label: 'Write with AI',
      group: 'This view',
      keys: ['mod+j'],
      overDialogs: true,
      notInPalette: true,
      run: toggle,
    },
  ]);
  return { isOpen, toggle };
}

export const HelpButton = ({ isOpen, toggle }: ReturnType<typeof useHelp>) => (
  <Tooltip label="Write with AI" keys={['mod', 'j']} side="top">
    <Button
      tone="ghost"
      size="compact"
      aria-pressed={isOpen}
      className="aria-pressed:bg-pressed"
      icon={<Sparkles size={16} className="text-muted" />}
      onClick={toggle}
    >
      AI
    </Button>
  </Tooltip>
);
