import { AtSign, CircleHelp, ListFilter, Mail, MessageSquare, Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { InboxKind } from '../../../shared/domain/inbox.ts';
import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { MOODS, type Mood } from '../../../shared/domain/sentiment/mood.ts';
import { useClientFilter } from '../../app/place.ts';
import { useAccounts, useRoute } from '../../ipc/queries.ts';
import { IconButton } from '../../ui/button.tsx';
import { QuietInput } from '../../ui/field.tsx';
import { Menu, MenuCheckItem, MenuGroup, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { MOOD_LOOKS } from './mood-mark.tsx';
import type { InboxFilter } from './use-inbox.ts';

const KINDS: readonly { kind: InboxKind; label: string; icon: ReactNode }[] = [
  { kind: 'comment', label: 'Comments', icon: <MessageSquare size={14} /> },
  { kind: 'mention', label: 'Mentions', icon: <AtSign size={14} /> },
];

/** A pause in typing after which it is looked for, ms. */
const PAUSE = 180;

interface ListHeadProps {
  filter: InboxFilter;
  onChange: (change: Partial<InboxFilter>) => void;
}

/** What the list is narrowed to, besides the client of the sidebar. */
export function ListHead({ filter, onChange }: ListHeadProps) {
  const [typed, setTyped] = useState(filter.query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed decides, not who listens.
  useEffect(() => {
    const timer = window.setTimeout(() => {
      if (typed.trim() !== filter.query) onChange({ query: typed.trim() });
    }, PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed]);
  // Cleared from elsewhere.
  useEffect(() => {
    if (filter.query === '') setTyped('');
  }, [filter.query]);
  return (
    <div className="flex h-11 shrink-0 items-center gap-1 border-b border-hairline pr-2 pl-3">
      <span className="flex min-w-0 flex-1 items-center gap-2">
        <Search size={14} className="shrink-0 text-muted" aria-hidden />
        <QuietInput
          type="search"
          aria-label="Search the inbox"
          data-inbox-search
          placeholder="Search"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="-ml-1.5 px-1.5"
        />
      </span>
      <IconButton
        label={filter.unread ? 'Show read ones, too' : 'Only unread'}
        pressed={filter.unread}
        onClick={() => onChange({ unread: !filter.unread })}
      >
        <Mail size={16} />
      </IconButton>
      <Menu
        className="w-56"
        trigger={
          <IconButton
            label="Filter"
            pressed={
              filter.kind !== null ||
              filter.network !== null ||
              filter.assignee !== null ||
              filter.mood !== null
            }
          >
            <ListFilter size={16} />
          </IconButton>
        }
      >
        <Choices filter={filter} onChange={onChange} />
      </Menu>
    </div>
  );
}

/** Asked for when it is opened. */
function Choices({ filter, onChange }: ListHeadProps) {
  const { clientId } = useClientFilter();
  const accounts = useAccounts(clientId).data ?? [];
  const assignees = useRoute('inbox.assignees', {}).data ?? [];
  const used = new Set(accounts.map(({ network }) => network));
  const tells = (id: NetworkId) => NETWORKS[id].comments.read || NETWORKS[id].mentions;
  const networks = NETWORK_IDS.filter((id) => used.has(id) && tells(id));
  return (
    <>
      <MenuGroup label="Kind">
        {KINDS.map(({ kind, label, icon }) => (
          <MenuCheckItem
            key={kind}
            icon={icon}
            checked={filter.kind === kind}
            onChange={() => onChange({ kind: filter.kind === kind ? null : kind })}
          >
            {label}
          </MenuCheckItem>
        ))}
      </MenuGroup>
      <MenuGroup label="Network">
        {networks.map((network) => (
          <MenuCheckItem
            key={network}
            icon={<NetworkGlyph network={network} />}
            checked={filter.network === network}
            onChange={() => onChange({ network: filter.network === network ? null : network })}
          >
            {NETWORKS[network].name}
          </MenuCheckItem>
        ))}
      </MenuGroup>
      <MenuGroup label="Mood">
        {MOODS.map((mood) => (
          <MenuCheckItem
            key={mood}
            icon={<MoodIcon mood={mood} />}
            checked={filter.mood === mood}
            onChange={() => onChange({ mood: filter.mood === mood ? null : mood })}
          >
            {mood === 'unknown' ? 'Unknown' : MOOD_LOOKS[mood].name}
          </MenuCheckItem>
        ))}
      </MenuGroup>
      {assignees.length > 0 && (
        <MenuGroup label="Assigned to">
          {assignees.map((name) => (
            <MenuCheckItem
              key={name}
              checked={filter.assignee === name}
              onChange={() => onChange({ assignee: filter.assignee === name ? null : name })}
            >
              {name}
            </MenuCheckItem>
          ))}
        </MenuGroup>
      )}
      <MenuSeparator />
      <MenuItem
        onSelect={() =>
          onChange({ kind: null, network: null, assignee: null, mood: null, unread: false })
        }
      >
        Show everything
      </MenuItem>
    </>
  );
}

function MoodIcon({ mood }: { mood: Mood }) {
  if (mood === 'unknown') return <CircleHelp size={16} className="text-muted" />;
  const { icon: Icon, tone } = MOOD_LOOKS[mood];
  return <Icon size={16} className={tone} />;
}
