import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { NETWORK_IDS } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { POST_STATUSES } from '../../../shared/domain/post-status.ts';
import { type Command, useCommands } from '../../app/commands.ts';
import { useClientFilter } from '../../app/place.ts';
import { useAccounts, useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuCheckItem, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { STATUS_LOOK } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { isFiltered } from './filters.ts';
import { useChangeFilters, useFilters } from './use-filters.ts';

/** What the calendar is narrowed to, besides the client of the sidebar. */
export function FilterMenu() {
  const { filters } = useFilters();
  const { clear } = useChangeFilters();
  const [open, setOpen] = useState(false);
  const count = filters.networks.length + filters.labelIds.length + filters.statuses.length;
  useCommands([
    {
      id: 'calendar.filter',
      label: 'Filter the calendar',
      group: 'This view',
      keys: ['f'],
      keywords: ['network', 'label', 'status'],
      run: () => setOpen(true),
    },
    ...(count > 0 ? [clearCommand(clear)] : []),
  ]);
  return (
    <Menu
      open={open}
      onOpenChange={setOpen}
      className="w-60"
      trigger={
        <Button
          tone="ghost"
          size="compact"
          icon={<ListFilter size={16} className={cx(count === 0 && 'text-muted')} />}
          data-filter-button
          className={cx('px-2', count === 0 && 'text-muted', count > 0 && 'text-accent-text')}
        >
          <span className="max-wide:sr-only">Filter</span>
          {count > 0 && (
            <>
              <span aria-hidden className="text-small tabular-nums">
                {count}
              </span>
              <span className="sr-only">, {count} chosen</span>
            </>
          )}
        </Button>
      }
    >
      <FilterChoices />
    </Menu>
  );
}

const clearCommand = (clear: () => void): Command => ({
  id: 'calendar.clearFilters',
  label: 'Clear the filters of the calendar',
  group: 'This view',
  keys: ['shift+f'],
  run: clear,
});

/** Asked for when it is opened: a calendar that nobody filters asks nothing more. */
function FilterChoices() {
  const { filters } = useFilters();
  const { toggle, clear } = useChangeFilters();
  const { clientId } = useClientFilter();
  const accounts = useAccounts(clientId).data ?? [];
  const labels = useRoute('labels.list', clientId ? { clientId } : {}).data ?? [];
  const networks = NETWORK_IDS.filter(
    (id) => filters.networks.includes(id) || accounts.some(({ network }) => network === id),
  );
  return (
    <>
      <MenuGroup label="Status">
        {POST_STATUSES.map((status) => (
          <MenuCheckItem
            key={status}
            icon={<StatusIcon status={status} />}
            checked={filters.statuses.includes(status)}
            onChange={() => toggle('statuses', status)}
          >
            {STATUS_LOOK[status].word}
          </MenuCheckItem>
        ))}
      </MenuGroup>
      {networks.length > 0 && (
        <MenuGroup label="Network">
          {networks.map((network) => (
            <MenuCheckItem
              key={network}
              icon={<NetworkGlyph network={network} className="text-muted" />}
              checked={filters.networks.includes(network)}
              onChange={() => toggle('networks', network)}
            >
              {NETWORKS[network].name}
            </MenuCheckItem>
          ))}
        </MenuGroup>
      )}
      {labels.length > 0 && (
        <MenuGroup label="Label">
          {labels.map(({ id, name, colour }) => (
            <MenuCheckItem
              key={id}
              icon={<Dot colour={colour} className="mx-[3px] size-2" />}
              checked={filters.labelIds.includes(id)}
              onChange={() => toggle('labelIds', id)}
            >
              {name}
            </MenuCheckItem>
          ))}
        </MenuGroup>
      )}
      {isFiltered(filters) && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={clear}>Clear filters</MenuItem>
        </>
      )}
    </>
  );
}
