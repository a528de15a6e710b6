import {
  CalendarArrowDown,
  CalendarPlus2,
  Ellipsis,
  FileDown,
  FileSpreadsheet,
  Flag,
  Printer,
} from 'lucide-react';
import { useGo } from '../../app/place.ts';
import { useSettings } from '../../app/preferences.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuCheckItem, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { useUpdateSettings } from '../settings/use-update.ts';
import type { Paper } from './use-paper.ts';

/** What the calendar shows besides posts, and the ways it leaves the app. */
export function CalendarMenu({ paper, onPlan }: { paper: Paper; onPlan: () => void }) {
  const { slotGhosts } = useSettings();
  const update = useUpdateSettings();
  const go = useGo();
  return (
    <Menu
      className="w-56"
      trigger={
        <IconButton label="More of the calendar">
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      <MenuItem icon={<CalendarPlus2 size={16} />} onSelect={onPlan}>
        Plan the month…
      </MenuItem>
      <MenuSeparator />
      <MenuCheckItem checked={slotGhosts} onChange={() => update({ slotGhosts: !slotGhosts })}>
        Free slots
      </MenuCheckItem>
      <MenuItem icon={<Flag size={16} />} onSelect={() => go('/settings?section=calendar')}>
        Holidays…
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Printer size={16} />} keys={['mod', 'p']} onSelect={paper.print}>
        Print…
      </MenuItem>
      <MenuItem icon={<FileDown size={16} />} onSelect={paper.savePdf}>
        Save as PDF…
      </MenuItem>
      <MenuItem icon={<CalendarArrowDown size={16} />} onSelect={paper.saveIcs}>
        Export .ics…
      </MenuItem>
      <MenuItem icon={<FileSpreadsheet size={16} />} onSelect={paper.saveCsv}>
        Export CSV…
      </MenuItem>
    </Menu>
  );
}
