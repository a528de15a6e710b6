import { CalendarRange, Download, Ellipsis, FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { now } from '../../app/clock.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { dayAt } from '../calendar/time.ts';
import { monthOf } from './day-span.ts';
import { saveCsv } from './save-csv.ts';
import { POST_TAB, type PostTab } from './tabs.ts';

const ExportDialog = onDemand(async () => (await import('./export-dialog.tsx')).ExportDialog);

/** Posts from a table, and the posts of this tab, or of a span of days, into one. */
export function PostsMenu({ tab, clientId }: { tab: PostTab; clientId: string | null }) {
  const go = useGo();
  const { zone } = useTimeStyle();
  const [isExporting, setExporting] = useState(false);
  const { statuses } = POST_TAB[tab];
  const save = () =>
    saveCsv({
      ...(clientId !== null && { clientId }),
      // What repeats is no status: all of them then.
      ...(statuses && statuses.length > 0 && { statuses: [...statuses] }),
    });
  return (
    <>
      <Menu
        trigger={
          <IconButton label="Import and export">
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <MenuItem icon={<FileSpreadsheet size={16} />} onSelect={() => go('/import')}>
          Import posts…
        </MenuItem>
        <MenuItem icon={<Download size={16} />} onSelect={() => void save()}>
          Save these as CSV…
        </MenuItem>
        <MenuItem icon={<CalendarRange size={16} />} onSelect={() => setExporting(true)}>
          Export days as CSV…
        </MenuItem>
      </Menu>
      {isExporting && (
        <ExportDialog span={monthOf(dayAt(now(), zone))} onClose={() => setExporting(false)} />
      )}
    </>
  );
}
