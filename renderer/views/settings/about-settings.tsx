import { useFrame } from '../../app/frame-state.ts';
import { Mark } from '../../app/mark.tsx';
import { useAppStatus } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Row } from '../../ui/page.tsx';
import { SettingsSection } from './section.tsx';

export function AboutSettings() {
  const version = useAppStatus().data?.version;
  const { openShortcuts } = useFrame();
  return (
    <SettingsSection id="about" title="About">
      <Row label="Keyboard shortcuts" hint="Press ? anywhere.">
        <Button onClick={openShortcuts}>Show them</Button>
      </Row>
      <Row
        label={
          <span className="inline-flex items-center gap-2">
            <Mark />
            ClientNest
          </span>
        }
        hint="Everything stays on this computer: no server of ours, no account with us."
      >
        <span className="text-muted" data-selectable>
          {version ? `Version ${version}` : ''}
        </span>
      </Row>
    </SettingsSection>
  );
}
