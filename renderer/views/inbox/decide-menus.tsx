import { AlarmClock, UserRound } from 'lucide-react';
import { useState } from 'react';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useProfile, useRoute } from '../../ipc/queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { whenText } from '../calendar/time.ts';
import { snoozeTimes } from './snooze-times.ts';

interface Opened {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where the focus goes then. */
  onClosed: () => void;
}

interface SnoozeMenuProps extends Opened {
  onSnooze: (until: number, when: string) => void;
}

/** When it comes back. */
export const SnoozeMenu = ({ open, onOpenChange, onClosed, onSnooze }: SnoozeMenuProps) => (
  <Menu
    open={open}
    onOpenChange={onOpenChange}
    onClosed={onClosed}
    className="w-64"
    trigger={
      <IconButton label="Put off" keys={['s']}>
        <AlarmClock size={16} />
      </IconButton>
    }
  >
    <SnoozeChoices onSnooze={onSnooze} />
  </Menu>
);

function SnoozeChoices({ onSnooze }: Pick<SnoozeMenuProps, 'onSnooze'>) {
  const style = useTimeStyle();
  const at = now();
  return snoozeTimes(at, style.zone).map(({ label, until }) => (
    <MenuItem key={label} onSelect={() => onSnooze(until, whenText(until, at, style))}>
      <span className="flex justify-between gap-4">
        {label}
        <span className="text-muted tabular-nums">{whenText(until, at, style)}</span>
      </span>
    </MenuItem>
  ));
}

interface AssignMenuProps extends Opened {
  assignee: string;
  onAssign: (to: string) => void;
}

/** Whose it is: a name that was used before, or another one. */
export const AssignMenu = ({
  open,
  onOpenChange,
  onClosed,
  assignee,
  onAssign,
}: AssignMenuProps) => (
  <Popover
    open={open}
    onOpenChange={onOpenChange}
    onClosed={onClosed}
    align="end"
    label="Assign"
    className="w-60 p-3"
    trigger={
      <IconButton label={assignee ? `Assigned to ${assignee}` : 'Assign'} keys={['a']}>
        <UserRound size={16} />
      </IconButton>
    }
  >
    <AssignChoices assignee={assignee} onAssign={onAssign} />
  </Popover>
);

function AssignChoices({ assignee, onAssign }: Pick<AssignMenuProps, 'assignee' | 'onAssign'>) {
  const [name, setName] = useState('');
  const me = useProfile().data?.name ?? '';
  const known = useRoute('inbox.assignees', {}).data ?? [];
  const names = [...new Set([me, ...known])].filter((one) => one !== '' && one !== assignee);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (name.trim()) onAssign(name.trim());
      }}
    >
      <Field label="Whose it is">
        <Input
          autoFocus
          maxLength={80}
          value={name}
          placeholder="A name"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <div className="flex flex-col">
        {names.slice(0, 6).map((one) => (
          <Button
            key={one}
            tone="ghost"
            size="compact"
            className="justify-start"
            onClick={() => onAssign(one)}
          >
            <span className="truncate">{one === me ? `${one} (you)` : one}</span>
          </Button>
        ))}
        {assignee && (
          <Button
            tone="ghost"
            size="compact"
            className="justify-start text-muted"
            onClick={() => onAssign('')}
          >
            Nobody
          </Button>
        )}
      </div>
    </form>
  );
}
