import { Large, Threshold } from '../../app/threshold.tsx';
import { Button } from '../../ui/button.tsx';
import { SafeDrawing } from '../../ui/drawings.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useWayIn } from './use-way-in.ts';

/** The key is in a keychain that does not answer. */
export function KeychainUnavailable({ message }: { message: string | null }) {
  return (
    <Threshold
      title="The keychain does not answer"
      lead={
        message ??
        'The key of your workspace is in this computer’s keychain, and the keychain is locked or not running.'
      }
      beside={<Large drawing={<SafeDrawing />} />}
    >
      <Notice className="mb-4">
        Nothing is lost. Unlock the keychain (on Linux: sign in to your desktop, or start GNOME
        Keyring or KWallet), then try again.
      </Notice>
      <TryAgain />
    </Threshold>
  );
}

/** A newer ClientNest wrote this workspace; this one would not understand all of it. */
export function Newer({ message, version }: { message: string | null; version: string }) {
  return (
    <Threshold
      title="This workspace needs a newer ClientNest"
      lead={message ?? 'It was last opened by a newer version than the one on this computer.'}
      beside={<Large drawing={<SafeDrawing />} />}
    >
      <Notice className="mb-4">
        Nothing was changed. This is version {version}: install the newest one, then open ClientNest
        again.
      </Notice>
      <TryAgain />
    </Threshold>
  );
}

export function TryAgain({ tone = 'primary' }: { tone?: 'primary' | 'secondary' }) {
  const retry = useWayIn('database.retry');
  return (
    <Button tone={tone} busy={retry.isPending} onClick={() => retry.go({})}>
      Try again
    </Button>
  );
}
