import { describe, expect, it } from 'vitest';
import {
  isPostTab,
  POST_TAB,
  POST_TABS,
  tabCount,
} from '../../../../../renderer/views/posts/tabs.ts';
import { POST_STATUSES } from '../../../../../shared/domain/post-status.ts';

const counts = { draft: 3, scheduled: 5, publishing: 1, failed: 2, missed: 4, cancelled: 7 };

describe('the tabs of the posts', () => {
  it('count what stands under them', () => {
    expect(POST_TABS.map((tab) => tabCount(tab, counts))).toEqual([3, 6, 0, 0, 6, 22]);
  });

  it('put no status under two tabs', () => {
    const under = POST_TABS.flatMap((tab) => POST_TAB[tab].statuses ?? []);
    expect(new Set(under).size).toBe(under.length);
    expect(under.every((status) => POST_STATUSES.includes(status))).toBe(true);
  });

  it('are known by name', () => {
    expect([isPostTab('needs-you'), isPostTab('needs'), isPostTab(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
