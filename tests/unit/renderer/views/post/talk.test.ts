import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, talkOf } from '../../../../../renderer/views/post/engagement/talk.ts';
import type { Comment } from '../../../../../shared/ipc/views.ts';

const comment = (remoteId: string, parentId: string, text = ''): Comment => ({
  ...{ remoteId, parentId, text },
  author: { remoteId: 'a', handle: 'a', displayName: 'A' },
  createdAt: 0,
  remoteUrl: null,
  likes: null,
  hidden: false,
  ours: false,
});
const told = (comments: Comment[]) =>
  talkOf(comments).map(({ comment: { remoteId }, depth }) => `${depth}${remoteId}`);

describe('a talk under a post', () => {
  it('has each answer under what it answers', () => {
    expect(
      told([
        comment('a', 'post'),
        comment('b', 'post'),
        comment('c', 'a'),
        comment('d', 'c'),
        comment('e', 'd'),
      ]),
    ).toEqual(['0a', '1c', '2d', '2e', '0b']);
  });

  it('keeps what answers a comment of another page', () => {
    expect(told([comment('c', 'elsewhere')])).toEqual(['0c']);
  });

  it('shows each comment once, whatever answers whatever', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(id, id), { selector: ([own]) => own }), (pairs) => {
        const shown = talkOf(pairs.map(([own, parent]) => comment(own, parent)));
        expect(shown.map(({ comment: { remoteId } }) => remoteId).sort()).toEqual(
          pairs.map(([own]) => own).sort(),
        );
      }),
    );
  });
});

it('pages are joined; what came twice stands once, as it came last', () => {
  const pages = joined(
    [comment('a', 'p'), comment('b', 'p', 'old')],
    [comment('b', 'p', 'new'), comment('c', 'p')],
  );
  expect(pages.map(({ remoteId, text }) => remoteId + text)).toEqual(['a', 'bnew', 'c']);
});
