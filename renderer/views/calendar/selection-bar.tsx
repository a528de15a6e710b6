import {
  CalendarArrowUp,
  CalendarX2,
  Copy,
  Ellipsis,
  ListChecks,
  Send,
  Tag,
  Trash2,
  X,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCommands } from '../../app/commands.ts';
import { useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { BarButton } from './bar-button.tsx';
import { BulkLabels } from './bulk-labels.tsx';
import { BulkMove } from './bulk-move.tsx';
import { selection, useSelection } from './selection.ts';
import { useBulk } from './use-bulk.ts';

interface SelectionBarProps {
  onMoveBy: (days: number) => void;
  onSelectAll: () => void;
}

/** What can be done with the selected posts, at the foot of the calendar while there are any. */
export function SelectionBar({ onMoveBy, onSelectAll }: SelectionBarProps) {
  const selected = useSelection();
  const bulk = useBulk();
  const clients = useClients().data ?? [];
  const [open, setOpen] = useState<'move' | 'label' | null>(null);
  const [busy, setBusy] = useState(false);
  const cards = [...selected.values()];
  const hasDrafts = cards.some(({ status }) => status === 'draft');

  /** One at a time: a second press while the first is under way would do it twice. */
  const run = (action: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    void action().finally(() => setBusy(false));
  };
  useMarks();
  useCommands([
    command('clear', 'Clear the selection', ['escape'], selection.clear),
    command('move', 'Move the selected posts', ['shift+m'], () => setOpen('move')),
    command('label', 'Label the selected posts', ['shift+l'], () => setOpen('label')),
    ...(hasDrafts
      ? [
          command('submit', 'Submit the selected drafts for review', ['shift+s'], () =>
            run(bulk.submit),
          ),
        ]
      : []),
    command('remove', 'Delete the selected posts', ['delete', 'backspace'], () => run(bulk.remove)),
    command('unplan', 'Take the selected posts off the calendar', ['shift+u'], () =>
      run(bulk.unplan),
    ),
    ...clients.map((client) => ({
      ...command(
        `duplicate.${client.id}`,
        `Duplicate the selected posts to ${client.name}`,
        [],
        () => run(() => bulk.duplicate(client)),
      ),
    })),
  ]);

  return (
    <div className="@container/bar pointer-events-none absolute inset-x-3 bottom-3 z-20 flex justify-center">
      <div
        role="toolbar"
        aria-label="Selected posts"
        data-selection-bar
        className="pointer-events-auto flex h-10 animate-rise items-center gap-0.5 rounded-card bg-raised pr-1.5 pl-3 shadow-float"
      >
        <span className="mr-1.5 font-medium whitespace-nowrap tabular-nums">
          {selected.size} selected
        </span>
        <BulkMove
          open={open === 'move'}
          onOpenChange={(next) => setOpen(next ? 'move' : null)}
          cards={cards}
          onMoveBy={onMoveBy}
          onMoveTo={(day) => run(() => bulk.moveTo(day))}
          trigger={
            <BarButton icon={<CalendarArrowUp size={14} />} keys={['shift', 'm']} label="Move" />
          }
        />
        <BulkLabels
          open={open === 'label'}
          onOpenChange={(next) => setOpen(next ? 'label' : null)}
          cards={cards}
          onChange={(change, name) => run(() => bulk.label(change, name))}
          trigger={<BarButton icon={<Tag size={14} />} keys={['shift', 'l']} label="Label" />}
        />
        <Menu
          side="top"
          align="start"
          trigger={<BarButton icon={<Copy size={14} />} label="Duplicate to" />}
        >
          <div className="max-h-72 overflow-y-auto">
            {clients.map((client) => (
              <MenuItem
                key={client.id}
                icon={<Dot colour={client.colour} className="size-2" />}
                onSelect={() => run(() => bulk.duplicate(client))}
              >
                {client.name}
              </MenuItem>
            ))}
          </div>
        </Menu>
        <BarButton
          icon={<Send size={14} />}
          keys={['shift', 's']}
          label="Submit"
          disabled={!hasDrafts || busy}
          onClick={() => run(bulk.submit)}
        />
        <BarButton
          icon={<Trash2 size={14} />}
          keys={['backspace']}
          label="Delete"
          disabled={busy}
          onClick={() => run(bulk.remove)}
        />
        <Menu
          side="top"
          trigger={
            <IconButton label="More for the selected posts">
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuItem
            icon={<CalendarX2 size={14} />}
            keys={['shift', 'u']}
            onSelect={() => run(bulk.unplan)}
          >
            Take off the calendar
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<ListChecks size={14} />} keys={['mod', 'a']} onSelect={onSelectAll}>
            Select all in view
          </MenuItem>
        </Menu>
        <span className="mx-1 h-5 w-px bg-hairline" />
        <IconButton label="Clear the selection" keys={['escape']} onClick={selection.clear}>
          <X size={16} />
        </IconButton>
      </div>
    </div>
  );
}

const command = (id: string, label: string, keys: string[], run: () => void) => ({
  id: `calendar.selected.${id}`,
  label,
  group: 'This view' as const,
  keys,
  run,
});

/** Toasts stand above the bar while it is there. */
function useMarks(): void {
  useEffect(() => {
    document.documentElement.dataset.selecting = 'true';
    return () => void delete document.documentElement.dataset.selecting;
  }, []);
}
