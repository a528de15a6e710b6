import { CheckCheck, MessageSquare, PencilLine } from 'lucide-react';
import type { ApprovalAnswer } from '../../../shared/domain/approval.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { ANSWER_WORD } from './words.ts';

const LOOK: Record<ApprovalAnswer, { tone: BadgeTone; Icon: typeof CheckCheck }> = {
  approve: { tone: 'published', Icon: CheckCheck },
  change: { tone: 'attention', Icon: PencilLine },
  comment: { tone: 'neutral', Icon: MessageSquare },
};

/** What a client said, as icon, word and colour. */
export function AnswerBadge({ answer }: { answer: ApprovalAnswer }) {
  const { tone, Icon } = LOOK[answer];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {ANSWER_WORD[answer]}
    </Badge>
  );
}
