import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { STATUS_LOOK } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import type { FilterKind } from './filters.ts';
import { isFiltered } from './filters.ts';
import { useChangeFilters, useFilters } from './use-filters.ts';

/** The filters that are on, each with the way to take it off; nothing where there are none. */
export function FilterBar() {
  const { filters } = useFilters();
  return isFiltered(filters) ? <ActiveFilters /> : null;
}

function ActiveFilters() {
  const { filters } = useFilters();
  const { toggle, clear } = useChangeFilters();
  const labels = useRoute('labels.list', {}).data;
  const bar = useRef<HTMLElement>(null);

  /** The focus goes on to the next one, and from the last one back to the button of the menu. */
  const takeOff = (kind: FilterKind, value: string) => {
    const buttons = [...(bar.current?.querySelectorAll<HTMLElement>('[data-chip-of]') ?? [])];
    const at = buttons.findIndex((one) => one.dataset.chipOf === value);
    const next = buttons[at + 1] ?? buttons[at - 1] ?? menuButton();
    toggle(kind, value);
    next?.focus();
  };
  const chip = (kind: FilterKind, value: string, name: string, icon: ReactNode) => (
    <li key={value}>
      <button
        type="button"
        data-chip-of={value}
        aria-label={`${name}: take this filter off`}
        onClick={() => takeOff(kind, value)}
        className="flex h-6 items-center gap-1.5 rounded-full bg-hover pr-1.5 pl-2 text-small transition-colors hover:bg-pressed"
      >
        {icon}
        <span className="max-w-40 truncate">{name}</span>
        <X size={12} className="text-muted" aria-hidden />
      </button>
    </li>
  );

  return (
    <section
      ref={bar}
      aria-label="Filters"
      className="flex h-9 shrink-0 items-center gap-1.5 overflow-x-auto overflow-y-hidden px-4"
    >
      <ul className="flex items-center gap-1.5">
        {filters.statuses.map((status) =>
          chip(
            'statuses',
            status,
            STATUS_LOOK[status].word,
            <StatusIcon status={status} size={12} />,
          ),
        )}
        {filters.networks.map((network) =>
          chip(
            'networks',
            network,
            NETWORKS[network].name,
            <NetworkGlyph network={network} size={12} className="text-muted" />,
          ),
        )}
        {filters.labelIds.map((id) => {
          const label = labels?.find((one) => one.id === id);
          const name = label?.name ?? (labels ? 'A label that is gone' : 'Label');
          return chip(
            'labelIds',
            id,
            name,
            <Dot colour={label?.colour ?? '#8b8d98'} className="size-2" />,
          );
        })}
      </ul>
      <Button
        tone="ghost"
        size="compact"
        className="h-6 px-2 text-small text-muted"
        onClick={() => {
          clear();
          menuButton()?.focus();
        }}
      >
        Clear
      </Button>
    </section>
  );
}

const menuButton = () => document.querySelector<HTMLElement>('[data-filter-button]');

/** Its height, px. */
export const FILTER_BAR = 36;
