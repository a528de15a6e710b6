import type { PostCard } from '../../shared/ipc/views.ts';

/** A card with nothing on it but its time, an ISO 8601 instant. */
export const card = (id: string, time: string): PostCard => ({
  id,
  clientId: 'client',
  status: 'scheduled',
  excerpt: '',
  scheduledAt: Date.parse(time),
  wallTime: null,
  zone: null,
  networks: [],
  mediaCount: 0,
  thumbnailId: null,
  updatedAt: 0,
  repeats: false,
  labelIds: [],
  held: false,
});
