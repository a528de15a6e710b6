import type { SentContent } from '../platform.ts';

/** One of the statuses that a post is. */
export interface Step {
  text: string;
  /** Which of them it answers; null for the post itself. */
  answers: number | null;
  /** For `Idempotency-Key`: of our own, so that each of them is one status too. */
  key: string;
}

/** Everything that a post is, in the order in which it is sent: its parts, then the first comment. */
export function stepsOf(
  { text, thread, firstComment }: Pick<SentContent, 'text' | 'thread' | 'firstComment'>,
  recordKey: string,
): Step[] {
  const steps: Step[] = [{ text, answers: null, key: recordKey }];
  for (const [index, next] of thread.entries())
    steps.push({ text: next, answers: index, key: `${recordKey}-${index + 1}` });
  if (firstComment !== null)
    steps.push({ text: firstComment, answers: 0, key: `${recordKey}-comment` });
  return steps;
}
