import type { RouteInput } from '../../../shared/ipc/contract.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

/**
 * Writes posts as CSV where the person chooses, and says how many.
 * @returns whether there is a file now.
 */
export async function saveCsv(filters: RouteInput<'posts.exportCsv'>): Promise<boolean> {
  const answer = await ask('posts.exportCsv', filters);
  if (answer.ok) {
    const { posts, path } = answer.value;
    toast.done(`${posts.toLocaleString()} ${posts === 1 ? 'post' : 'posts'} saved to ${path}.`);
  } else if (answer.error.code !== 'cancelled') toast.failed(answer.error.message);
  return answer.ok;
}
