import { Lightbulb } from 'lucide-react';
import { useCommands } from '../../app/commands.ts';
import { IconButton } from '../../ui/button.tsx';
import { shelf, useShelf } from './shelf-state.ts';

/** Brings the shelf of ideas and drafts, and puts it away. */
export function ShelfToggle() {
  const { isOpen } = useShelf();
  const label = isOpen ? 'Hide the shelf' : 'Show the shelf of ideas and drafts';
  useCommands([
    {
      id: 'calendar.shelf',
      label,
      group: 'This view',
      keys: ['i'],
      icon: Lightbulb,
      keywords: ['ideas', 'drafts', 'queue', 'shelf'],
      run: shelf.toggle,
    },
  ]);
  return (
    <IconButton label={label} keys={['i']} pressed={isOpen} onClick={shelf.toggle}>
      <Lightbulb size={16} />
    </IconButton>
  );
}
