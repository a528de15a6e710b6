import type { InboxItem } from '../../../shared/ipc/views.ts';
import { nameOf } from './name-of.ts';

/** Characters of a talk that go along with a comment: its newest part. */
const MOST = 4000;

type Said = Pick<InboxItem, 'id' | 'ours' | 'text' | 'handle' | 'author' | 'writtenAt'>;

/** What was said before a comment, one line each, oldest first. */
export function talkBefore(talk: readonly Said[], item: Said): string {
  const lines: string[] = [];
  let used = 0;
  const before = talk.filter((one) => one.id !== item.id && one.writtenAt <= item.writtenAt);
  for (const one of before.toReversed()) {
    const words = one.text.replace(/\s+/g, ' ').trim();
    if (words === '') continue;
    const line = `${one.ours ? 'We' : nameOf(one)}: ${words}`;
    if (used + line.length > MOST) break;
    used += line.length;
    lines.unshift(line);
  }
  return lines.join('\n');
}
