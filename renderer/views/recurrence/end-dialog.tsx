import type { Recurrence } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ruleWords } from './rule-form.ts';

interface EndDialogProps {
  recurrence: Recurrence;
  onEnd: (upcoming: 'keep' | 'remove') => void;
  onClose: () => void;
}

/** What becomes of the posts that are scheduled already. */
export function EndDialog({ recurrence, onEnd, onClose }: EndDialogProps) {
  const { hourCycle } = useTimeStyle();
  const { upcoming, rule, startsAt, zone } = recurrence;
  const posts = upcoming === 1 ? 'post' : 'posts';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="End this recurring post?"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {upcoming > 0 && (
            <Button onClick={() => onEnd('remove')}>
              End and remove {upcoming} {posts}
            </Button>
          )}
          <Button tone="primary" onClick={() => onEnd('keep')}>
            {upcoming > 0 ? `End, keep ${upcoming} ${posts}` : 'End it'}
          </Button>
        </>
      }
    >
      <p className="text-muted">
        It comes {ruleWords(rule, startsAt, zone, hourCycle)}.{' '}
        {upcoming > 0
          ? `${upcoming} ${posts} of it ${upcoming === 1 ? 'is' : 'are'} scheduled already; no new ones are made.`
          : 'No new ones are made.'}
      </p>
    </Dialog>
  );
}
