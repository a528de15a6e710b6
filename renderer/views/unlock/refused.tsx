import { Large, Threshold } from '../../app/threshold.tsx';
import { Button } from '../../ui/button.tsx';
import { SafeDrawing } from '../../ui/drawings.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWayIn } from './use-way-in.ts';

interface RefusedProps {
  /** Main's sentence: what happened, and what to do. */
  message: string | null;
}

/** The keychain does not answer, or another ClientNest is at it: the sentence says which. */
export const NotNow = ({ message }: RefusedProps) => (
  <Threshold
    title="Your workspace can’t be opened yet"
    lead={
      message ??
      'The key of your workspace is in this computer’s keychain, which does not answer. Unlock the keychain, then try again.'
    }
    beside={<Large drawing={<SafeDrawing />} />}
  >
    <Notice className="mb-4">Nothing is lost, and nothing was changed.</Notice>
    <TryAgain />
  </Threshold>
);

/** A newer ClientNest wrote this workspace; this one would not understand all of it. */
export const Newer = ({ message, version }: RefusedProps & { version: string }) => (
  <Threshold
    title="This workspace needs a newer ClientNest"
    lead={message ?? 'It was last opened by a newer ClientNest. Update ClientNest to open it.'}
    beside={<Large drawing={<SafeDrawing />} />}
  >
    <Notice className="mb-4">This is version {version}. Nothing was changed.</Notice>
    <TryAgain />
  </Threshold>
);

export function TryAgain({ tone = 'primary' }: { tone?: 'primary' | 'secondary' }) {
  const retry = useWayIn('database.retry');
  return (
    <Button tone={tone} busy={retry.isPending} onClick={() => retry.go({})}>
      Try again
    </Button>
  );
}
