import type { Account, Label, PostVersionContent } from '../../../../shared/ipc/views.ts';
import { fieldName } from '../field-name.ts';

/** One part of a post in two versions of it. */
export interface VersionChange {
  name: string;
  before: string;
  after: string;
}

interface Names {
  accounts: readonly Account[];
  labels: readonly Pick<Label, 'id' | 'name'>[];
}

const THREAD = { off: 'Not split', split: 'Split', numbered: 'Split and numbered' };

/** A version as lines of words: each part of it under its name. */
function partsOf(said: PostVersionContent, { accounts, labels }: Names): Map<string, string> {
  const parts = new Map<string, string>();
  parts.set('Main text', said.text);
  for (const { accountId, text } of said.targets)
    if (text !== null) parts.set(fieldName(`own ${accountId}`, accounts), text);
  parts.set('First comment', said.firstComment);
  parts.set('Thread', THREAD[said.threading]);
  const handles = said.targets.map(
    ({ accountId }) =>
      `@${accounts.find(({ id }) => id === accountId)?.handle ?? 'an account that is gone'}`,
  );
  parts.set('Goes to', handles.join(', '));
  parts.set('Category', said.category);
  const names = said.labelIds.map((id) => labels.find((label) => label.id === id)?.name);
  parts.set(
    'Labels',
    names
      .map((name) => name ?? 'a label that is gone')
      .sort()
      .join(', '),
  );
  parts.set(
    'Images and videos',
    said.media
      .map(({ altText }, index) => `${index + 1}. ${altText || 'not described'}`)
      .join('\n'),
  );
  return parts;
}

const mediaOf = (said: PostVersionContent): string => JSON.stringify(said.media);

/** What differs from one version to another, part by part; in the order in which the composer has them. */
export function changesBetween(
  before: PostVersionContent,
  after: PostVersionContent,
  names: Names,
): VersionChange[] {
  const [was, is] = [partsOf(before, names), partsOf(after, names)];
  const changes = [...new Set([...is.keys(), ...was.keys()])].flatMap((name): VersionChange[] => {
    const change = { name, before: was.get(name) ?? '', after: is.get(name) ?? '' };
    return change.before === change.after ? [] : [change];
  });
  // Another image may be described alike.
  const isTold = changes.some(({ name }) => name === 'Images and videos');
  if (!isTold && mediaOf(before) !== mediaOf(after))
    changes.push({ name: 'Images and videos', before: 'As they were', after: 'Others' });
  return changes;
}

/** What a version says, with nothing to compare it to. */
export const allOf = (said: PostVersionContent, names: Names): VersionChange[] =>
  [...partsOf(said, names)]
    .filter(([name, words]) => words !== '' && !(name === 'Thread' && said.threading === 'off'))
    .map(([name, words]) => ({ name, before: words, after: words }));
