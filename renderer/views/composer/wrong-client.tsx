import { useMemo, useRef, useState } from 'react';
import type { Finding } from '../../../shared/domain/preflight.ts';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { meantIn, rememberMeant } from './meant.ts';

interface WrongClientGuard {
  /** What of another client is in the post, and nobody has said yet that it belongs there. */
  findings: Finding[];
  /** Whether the post may go on its way: asks once where something of another client is in it. */
  mayGo: () => Promise<boolean>;
  dialog: React.ReactNode;
}

interface Question {
  sentences: string[];
  answer: (belongs: boolean) => void;
}

/** Asks before a post goes out with what belongs to another client; what was answered once is not asked again. */
export function useWrongClientGuard(postId: string, isSaved: boolean): WrongClientGuard {
  const checked = useRoute('posts.check', { id: postId }, { enabled: isSaved, keepPrevious: true });
  const [question, setQuestion] = useState<Question | null>(null);
  const [answers, setAnswers] = useState(0);
  const back = useRef<HTMLElement | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer changes what is remembered.
  const findings = useMemo(
    () => strays(postId, checked.data ?? []),
    [postId, checked.data, answers],
  );

  async function mayGo(): Promise<boolean> {
    const now = await ask('posts.check', { id: postId });
    // What can't be checked is refused by the scheduling itself, with its reason.
    const sentences = now.ok ? strays(postId, now.value).map(({ message }) => message) : [];
    if (sentences.length === 0) return true;
    back.current = document.activeElement as HTMLElement | null;
    const belongs = await new Promise<boolean>((answer) => setQuestion({ sentences, answer }));
    setQuestion(null);
    if (belongs) {
      rememberMeant(postId, sentences);
      setAnswers((count) => count + 1);
    } else requestAnimationFrame(() => back.current?.focus());
    return belongs;
  }

  const dialog = question && (
    <Dialog
      open
      onOpenChange={(open) => !open && question.answer(false)}
      title={
        question.sentences.length === 1
          ? 'Is this the right client?'
          : 'Are these the right client?'
      }
      footer={
        <>
          <Button autoFocus onClick={() => question.answer(false)}>
            Go back
          </Button>
          <Button tone="primary" onClick={() => question.answer(true)}>
            {question.sentences.length === 1 ? 'It belongs here' : 'They belong here'}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2">
        {question.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="mt-3 text-small text-muted">You are not asked about it in this post again.</p>
    </Dialog>
  );
  return { findings, mayGo, dialog };
}

function strays(postId: string, found: readonly { code: string; message: string }[]): Finding[] {
  const meant = meantIn(postId);
  return found
    .filter(({ code, message }) => code === 'other_client' && !meant.includes(message))
    .map((finding) => finding as Finding);
}
