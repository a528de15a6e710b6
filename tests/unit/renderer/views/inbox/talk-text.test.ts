import { expect, it } from 'vitest';
import { talkBefore } from '../../../../../renderer/views/inbox/talk-text.ts';

const said = (id: string, writtenAt: number, text: string, ours = false) => ({
  ...{ id, writtenAt, text, ours, author: 'Lena', handle: 'lena.test' },
});

it('a suggestion goes by what was said before, the newest part of it, oldest first', () => {
  const item = said('c', 3, 'And on Sunday?');
  const talk = [said('a', 1, 'Open\non Saturday?'), said('b', 2, 'Until six.', true), item];
  expect(talkBefore([...talk, said('d', 4, 'Later')], item)).toBe(
    '@lena.test: Open on Saturday?\nWe: Until six.',
  );
  const long = [said('x', 1, 'x'.repeat(3900)), said('y', 2, 'y'.repeat(200)), item];
  expect(talkBefore(long, item)).toBe(`@lena.test: ${'y'.repeat(200)}`);
  expect(talkBefore([said('e', 1, ' '), item], item)).toBe('');
});
