import type { AppStatus } from '../../../shared/ipc/views.ts';
import { ChoosePassphrase } from './choose-passphrase.tsx';
import { Damaged } from './damaged.tsx';
import { Newer, NotNow } from './refused.tsx';
import { Unlock } from './unlock.tsx';

/** What stands between the person and the workspace, and the way past it. */
export function UnlockView({ status }: { status: AppStatus }) {
  switch (status.state) {
    case 'choose_passphrase':
      return <ChoosePassphrase />;
    case 'locked':
      return <Unlock />;
    case 'keychain_unavailable':
      return <NotNow message={status.message} />;
    case 'newer':
      return <Newer message={status.message} version={status.version} />;
    case 'damaged':
      return <Damaged message={status.message} />;
    case 'ready':
      return null;
  }
}
