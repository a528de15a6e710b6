import type { createAudience } from '../audience.ts';
import { lettersOf } from '../chance.ts';
import type { Page, State } from './state.ts';

/** What somebody who is made up posted elsewhere, with a page tagged in it. */
export interface TaggedPost {
  id: string;
  pageId: string;
  at: number;
  text: string;
  author: { id: string; name: string };
  likes: number;
}

export type Tagged = ReturnType<typeof createTagged>;

export interface TaggedParts {
  seed: number;
  state: State;
  audience: ReturnType<typeof createAudience>;
}

/** Public posts in which pages are tagged. */
export function createTagged({ seed, state, audience }: TaggedParts) {
  const digits = (...of: (string | number)[]) => lettersOf('123456789', 15, seed, ...of);

  function of(page: Page): TaggedPost[] {
    const first = state.postsOf(page.id).at(-1)?.publishedAt;
    const since = Math.min(page.createdAt ?? first ?? 0, first ?? Number.POSITIVE_INFINITY);
    if (since === 0) return [];
    return audience
      .mentionsOf(page.id, page.name, since)
      .map(({ index, at, text, author, likes }) => {
        const person = { id: digits('person', author.handle), name: author.displayName };
        const id = `${person.id}_${digits(page.id, 'tagged', index)}`;
        return { id, pageId: page.id, at, text, author: person, likes };
      });
  }

  return {
    of,
    find(id: string): TaggedPost | null {
      for (const page of state.pages()) {
        const found = of(page).find((post) => post.id === id);
        if (found) return found;
      }
      return null;
    },
  };
}
