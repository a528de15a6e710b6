import { Download, Ellipsis, FileSpreadsheet } from 'lucide-react';
import { useGo } from '../../app/place.ts';
import { ask } from '../../ipc/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { POST_TAB, type PostTab } from './tabs.ts';

/** Posts from a table, and the posts of this tab into one. */
export function PostsMenu({ tab, clientId }: { tab: PostTab; clientId: string | null }) {
  const go = useGo();
  const { statuses } = POST_TAB[tab];
  const save = async () => {
    const answer = await ask('posts.exportCsv', {
      ...(clientId !== null && { clientId }),
      // What repeats is no status: all of them then.
      ...(statuses && statuses.length > 0 && { statuses: [...statuses] }),
    });
    if (answer.ok) {
      const { posts, path } = answer.value;
      toast.done(`${posts.toLocaleString()} ${posts === 1 ? 'post' : 'posts'} saved to ${path}.`);
    } else if (answer.error.code !== 'cancelled') toast.failed(answer.error.message);
  };
  return (
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
    </Menu>
  );
}
