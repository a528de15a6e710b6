import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Answers } from './use-answers.ts';

/** Why something that came in was not taken, and the way on. */
export function AnswersProblem({ answers }: { answers: Answers }) {
  const { problem } = answers;
  if (!problem) return null;
  return (
    <Notice
      tone="failed"
      live
      action={
        problem.packId === null ? (
          <Button size="compact" tone="ghost" onClick={answers.forget}>
            Dismiss
          </Button>
        ) : (
          <Button size="compact" onClick={() => void answers.openPackAgain(problem)}>
            Open the pack again
          </Button>
        )
      }
    >
      {problem.message}
    </Notice>
  );
}
