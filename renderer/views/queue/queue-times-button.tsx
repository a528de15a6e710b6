import { CalendarCog } from 'lucide-react';
import { useClientFilter, useGo } from '../../app/place.ts';
import { useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useSlotsPlace } from '../slots/use-slots-place.ts';

/** Opens the queue times of the client that is shown, or asks whose. */
export function QueueTimesButton(props: Pick<ButtonProps, 'tone' | 'size'>) {
  const { clientId } = useClientFilter();
  const clients = useClients().data ?? [];
  const slots = useSlotsPlace();
  const go = useGo();
  const icon = <CalendarCog size={16} />;
  const only = clientId ?? (clients.length === 1 ? clients[0]?.id : undefined);
  if (clients.length === 0)
    return (
      <Button {...props} onClick={() => go('/clients?new=1')}>
        Add a client
      </Button>
    );
  if (only !== undefined)
    return (
      <Button {...props} icon={icon} onClick={() => slots.open(only)}>
        Queue times
      </Button>
    );
  return (
    <Menu
      trigger={
        <Button {...props} icon={icon}>
          Queue times
        </Button>
      }
    >
      {clients.map(({ id, name, colour }) => (
        <MenuItem
          key={id}
          icon={<Dot colour={colour} className="size-2" />}
          onSelect={() => slots.open(id)}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
