import { useState } from 'react';
import { MAX_ANSWERS_FILE } from '../../../shared/domain/approval.ts';
import type { AnswersReading } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';

export interface OpenAnswers {
  /** As it came in: what is taken is checked again from it. */
  text: string;
  reading: AnswersReading;
}

interface Problem {
  message: string;
  /** A closed pack that can be opened again. */
  packId: string | null;
  text: string;
}

/** A file or a mail that somebody brought in: read, and either open or told why not. */
export function useAnswers() {
  const [opened, setOpened] = useState<OpenAnswers | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isReading, setReading] = useState(false);

  async function read(text: string): Promise<boolean> {
    setReading(true);
    const answer = await ask('approvals.readAnswers', { text });
    setReading(false);
    if (answer.ok) {
      setProblem(null);
      setOpened({ text, reading: answer.value });
      return true;
    }
    const { code, message, details } = answer.error;
    const packId = code === 'closed' && typeof details?.packId === 'string' ? details.packId : null;
    setProblem({ message, packId, text });
    return false;
  }

  async function readFile(file: File): Promise<boolean> {
    // A film that was dropped by mistake is not read at all.
    const isHuge = file.size > 2 * MAX_ANSWERS_FILE;
    if (isHuge) {
      const message = `“${file.name}” is far larger than answers are. Drop the file that “Save my answers” made.`;
      setProblem({ message, packId: null, text: '' });
      return false;
    }
    return read(await file.text());
  }

  async function openPackAgain({ packId, text }: Problem): Promise<void> {
    if (packId === null) return;
    const answer = await ask('approvals.closePack', { id: packId, closed: false });
    if (answer.ok) await read(text);
    else setProblem({ message: answer.error.message, packId: null, text });
  }

  return {
    opened,
    problem,
    isReading,
    read,
    readFile,
    openPackAgain,
    close: () => setOpened(null),
    forget: () => setProblem(null),
  };
}
export type Answers = ReturnType<typeof useAnswers>;
