import {
  BookMarked,
  CalendarPlus2,
  FileSpreadsheet,
  Keyboard,
  PanelLeft,
  Plug,
  SquarePen,
  SquareUser,
  UserRoundPlus,
  UsersRound,
} from 'lucide-react';
import { useClients } from '../ipc/queries.ts';
import { useLibraryPlace } from '../views/library/use-library-place.ts';
import { type Command, useCommands } from './commands.ts';
import { useClientFilter, useComposer, useGo, useOpenClient } from './place.ts';
import { VIEWS } from './views.ts';

interface FrameActions {
  openPalette: () => void;
  openShortcuts: () => void;
  toggleRail: () => void;
}

/** What can be done from every view. */
export function useFrameCommands({ openPalette, openShortcuts, toggleRail }: FrameActions): void {
  const go = useGo();
  const composer = useComposer();
  const library = useLibraryPlace();
  const { setClientId } = useClientFilter();
  const openClient = useOpenClient();
  const clients = useClients().data ?? [];

  const create: Command[] = [
    {
      id: 'post.new',
      label: 'New post',
      group: 'Create',
      keys: ['n', 'mod+n'],
      icon: SquarePen,
      keywords: ['write', 'compose', 'draft'],
      run: () => composer.open('new'),
    },
    {
      id: 'plan.open',
      label: 'Plan the month…',
      group: 'Create',
      icon: CalendarPlus2,
      keywords: ['ai', 'goals', 'ideas', 'proposals', 'calendar'],
      run: () => go('/plan'),
    },
    {
      id: 'client.new',
      label: 'Add a client',
      group: 'Create',
      icon: UserRoundPlus,
      run: () => go('/clients?new=1'),
    },
    {
      id: 'account.new',
      label: 'Connect an account',
      group: 'Create',
      icon: Plug,
      keywords: ['bluesky', 'mastodon', 'sign in'],
      run: () => go('/accounts?connect=1'),
    },
    {
      id: 'posts.import',
      label: 'Import posts…',
      group: 'Create',
      icon: FileSpreadsheet,
      keywords: ['csv', 'tsv', 'bulk', 'spreadsheet', 'excel', 'buffer', 'hootsuite'],
      run: () => go('/import'),
    },
  ];

  const looking: Command = {
    id: 'library.open',
    label: 'Open the library',
    group: 'Go to',
    icon: BookMarked,
    keywords: ['snippets', 'hashtags', 'templates', 'mentions', 'saved'],
    run: () => library.open(),
  };

  const goTo: Command[] = VIEWS.map(({ to, label, icon, letter }) => ({
    id: `go.${to.slice(1)}`,
    label: `Go to ${label.toLowerCase()}`,
    group: 'Go to',
    keys: to === '/settings' ? ['mod+,', `g ${letter}`] : [`g ${letter}`],
    icon,
    run: () => go(to),
  }));

  const filter: Command[] = [
    {
      id: 'clients.all',
      label: 'Show all clients',
      group: 'Clients',
      keys: ['0'],
      icon: UsersRound,
      run: () => setClientId(null),
    },
    ...clients.map(
      ({ id, name }, index): Command => ({
        id: `client.${id}`,
        label: `Show only ${name}`,
        group: 'Clients',
        notInPalette: true,
        ...(index < 9 && { keys: [`${index + 1}`, `mod+${index + 1}`] }),
        run: () => setClientId(id),
      }),
    ),
    ...clients.map(
      ({ id, name }): Command => ({
        id: `client.open.${id}`,
        label: `Open ${name}`,
        group: 'Clients',
        icon: SquareUser,
        keywords: ['client page', 'voice', 'people', 'retainer', 'labels'],
        run: () => openClient(id),
      }),
    ),
  ];

  const window: Command[] = [
    {
      id: 'palette',
      label: 'Search and commands',
      group: 'Window',
      keys: ['mod+k', '/'],
      notInPalette: true,
      overDialogs: true,
      run: openPalette,
    },
    {
      id: 'rail.toggle',
      label: 'Show or hide the sidebar',
      group: 'Window',
      keys: ['mod+\\'],
      icon: PanelLeft,
      run: toggleRail,
    },
    {
      id: 'shortcuts',
      label: 'Keyboard shortcuts',
      group: 'Window',
      keys: ['?'],
      icon: Keyboard,
      run: openShortcuts,
    },
  ];

  useCommands([...create, ...goTo, looking, ...filter, ...window]);
}
