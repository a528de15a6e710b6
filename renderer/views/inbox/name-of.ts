import type { InboxItem } from '../../../shared/ipc/views.ts';

/** How somebody is spoken of: by the handle, where it is one. Some networks give a name with spaces in its place. */
export const nameOf = ({ handle, author }: Pick<InboxItem, 'handle' | 'author'>): string =>
  handle && handle !== author && !/\s/.test(handle) ? `@${handle}` : author || handle || 'somebody';
