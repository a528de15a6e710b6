import { dollarText } from '../../../shared/domain/dollars.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface PublishQuestionProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many accounts it goes to. */
  accounts: number;
  /** Of all posts that it makes, millionths of a US dollar; null where it costs nothing. */
  cost: number | null;
  /** Where nobody sees it. */
  practice: string | null;
  onPublish: () => void;
}

/** Asked before a post goes out at once: there is no undo for that. */
export const PublishQuestion = ({
  open,
  onOpenChange,
  accounts,
  cost,
  practice,
  onPublish,
}: PublishQuestionProps) => (
  <Dialog
    open={open}
    onOpenChange={onOpenChange}
    width={400}
    title="Publish now?"
    footer={
      <>
        <Button onClick={() => onOpenChange(false)}>Not yet</Button>
        <Button tone="primary" autoFocus onClick={onPublish}>
          Publish now
        </Button>
      </>
    }
  >
    It goes out at once to {accounts === 1 ? 'the account' : `all ${accounts} accounts`} you chose.
    {cost !== null && ` It costs ${dollarText(cost)}.`}{' '}
    {practice ?? 'What is published can’t be taken back from here.'}
  </Dialog>
);
