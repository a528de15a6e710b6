import { Check, History } from 'lucide-react';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { spanText } from './plan-span.ts';

interface EarlierPlansProps {
  plans: RouteOutput<'plans.list'>;
  shown: string | null;
  onShow: (id: string) => void;
}

/** What was planned for the client before, and how far each is. */
export function EarlierPlans({ plans, shown, onShow }: EarlierPlansProps) {
  const { locale } = useTimeStyle();
  return (
    <Menu
      className="w-80"
      trigger={
        <Button size="compact" tone="ghost" icon={<History size={14} className="text-muted" />}>
          Plans
        </Button>
      }
    >
      {plans.map(({ id, firstDay, lastDay, open, taken }) => (
        <MenuItem
          key={id}
          icon={<Check size={14} className={id === shown ? '' : 'invisible'} aria-hidden />}
          onSelect={() => onShow(id)}
        >
          {spanText({ first: firstDay, last: lastDay }, locale)}
          <span className="text-small text-muted">
            {' · '}
            {open > 0 ? `${open} open` : `${taken} accepted`}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
