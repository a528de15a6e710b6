import { Save, Send } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '../../../shared/domain/preflight.ts';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import type { Account, Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useCommands } from '../../app/commands.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useComposer } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useIsNarrow } from '../../ui/use-media.ts';
import { whenText } from '../calendar/time.ts';
import { RepeatDialog } from '../recurrence/repeat-dialog.tsx';
import type { Autosave } from './autosave.ts';
import { Checks } from './checks.tsx';
import { CostNote } from './cost-note.tsx';
import { type Draft, isBlank } from './draft.ts';
import type { DraftChecks } from './draft-checks.ts';
import { type DraftMessage, totalCost } from './draft-messages.ts';
import { MoreMenu } from './more-menu.tsx';
import { PracticeChip } from './practice-chip.tsx';
import { PublishQuestion } from './publish-question.tsx';
import { QueueButton } from './queue-button.tsx';
import { useNeighbours } from './use-neighbours.ts';
import { useSending } from './use-sending.ts';
import type { When } from './use-when.ts';
import { WhenPicker } from './when-picker.tsx';
import { useWrongClientGuard } from './wrong-client.tsx';

// Advice that nothing waits for: its rules come once the rest is there.
const QualityChip = onDemand(async () => (await import('./quality/quality-chip.tsx')).QualityChip);

interface ComposerFootProps {
  postId: string;
  clientId: string;
  accounts: readonly Account[];
  post: Post | null;
  draft: Draft;
  when: When;
  checks: DraftChecks;
  /** Of what is written right now, which the checks that are shown may be a moment behind of. */
  isReady: () => boolean;
  messages: readonly DraftMessage[];
  autosave: Autosave;
  isLocked: boolean;
  isImporting: boolean;
  onFinding: (finding: Finding) => void;
  onClose: () => void;
}

/** One line: when, what the checks say, and what can be done. With little room the rest of it is in a menu. */
export function ComposerFoot({
  postId,
  clientId,
  accounts,
  post,
  draft,
  when,
  checks,
  isReady,
  messages,
  autosave,
  isLocked,
  isImporting,
  onFinding,
  onClose,
}: ComposerFootProps) {
  const style = useTimeStyle();
  const now = useNow(30_000);
  const isNarrow = useIsNarrow();
  const [showsChecks, setShowsChecks] = useState(false);
  const [asksToPublish, setAsksToPublish] = useState(false);
  const [repeats, setRepeats] = useState(false);
  const guard = useWrongClientGuard(postId, useComposer().target === postId);
  const isScheduled = post?.status === 'scheduled';
  const { at } = resolveWallTime(when.wall, style.zone);
  const told = whenText(at, now, style);

  const sending = useSending({
    ...{ postId, post, when, autosave, isReady, onClose },
    mayGo: guard.mayGo,
    mayAct: !isLocked && !isImporting,
    onTrouble: () => setShowsChecks(true),
  });
  const { busy, mayAct, schedule, enqueue, finish } = sending;

  const askToPublish = () => {
    if (!mayAct) return;
    if (isReady()) setAsksToPublish(true);
    else setShowsChecks(true);
  };

  useCommands([
    {
      id: 'composer.schedule',
      label: 'Schedule the post',
      group: 'This view',
      keys: ['mod+enter'],
      overDialogs: true,
      notInPalette: true,
      run: () => void schedule(),
    },
    {
      id: 'composer.publish',
      label: 'Publish the post now',
      group: 'This view',
      keys: ['mod+shift+enter'],
      overDialogs: true,
      notInPalette: true,
      run: askToPublish,
    },
  ]);

  const cost = totalCost(messages);
  const around = useNeighbours(postId, messages, at);
  const findings = [...checks.findings, ...guard.findings, ...around];
  const [does, until] = isScheduled
    ? when.isChanged
      ? ['Move', ` to ${told}`]
      : ['Done', '']
    : ['Schedule', ` for ${told}`];
  return (
    <>
      <WhenPicker
        wall={when.wall}
        disabled={isLocked}
        onChange={when.choose}
        {...((post?.recurrenceId ?? null) === null && { onRepeat: () => setRepeats(true) })}
      />
      {guard.dialog}
      {repeats && (
        <RepeatDialog
          postId={postId}
          startsAt={when.wall}
          prepare={sending.saved}
          onClose={() => setRepeats(false)}
          onCreated={({ nextAt }) => {
            setRepeats(false);
            onClose();
            const first =
              nextAt === null ? '' : ` The next one goes out ${whenText(nextAt, now, style)}.`;
            toast.done(`The post repeats.${first}`);
          }}
        />
      )}
      <Checks
        findings={findings}
        cost={cost}
        passed={checks.passed}
        practice={checks.practice}
        quiet={isBlank(draft)}
        open={showsChecks}
        onOpenChange={setShowsChecks}
        onFinding={onFinding}
      />
      <QualityChip
        {...{ postId, clientId, messages, accounts }}
        fallback={<span className="h-8 w-14 shrink-0 max-wide:group-has-[[data-queue]]/foot:w-8" />}
      />
      <PracticeChip note={checks.practice} />
      <CostNote messages={messages} />
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
        {!isLocked && (
          <MoreMenu
            postId={postId}
            post={post}
            when={when}
            disabled={!mayAct || isBlank(draft)}
            save={async () => {
              await autosave.flush();
              return !autosave.isDirty();
            }}
            onDone={onClose}
          >
            {isNarrow && (
              <>
                {!isScheduled && (
                  <MenuItem icon={<Save size={16} />} onSelect={() => void finish()}>
                    Save draft
                  </MenuItem>
                )}
                <MenuItem
                  icon={<Send size={16} />}
                  keys={['mod', 'shift', 'enter']}
                  onSelect={askToPublish}
                >
                  Publish now
                </MenuItem>
              </>
            )}
          </MoreMenu>
        )}
        {!isScheduled && !isLocked && !isNarrow && (
          <Button tone="ghost" onClick={() => void finish()} disabled={isBlank(draft)}>
            Save draft
          </Button>
        )}
        {!isLocked && !isNarrow && (
          <Tooltip label="Publish now" keys={['mod', 'shift', 'enter']} side="top">
            <Button
              tone="ghost"
              busy={busy === 'publish'}
              onClick={askToPublish}
              disabled={!mayAct}
            >
              Publish now
            </Button>
          </Tooltip>
        )}
        {!isLocked && !(isScheduled && post.queued) && (
          <QueueButton
            clientId={clientId}
            accountIds={draft.targets.map(({ accountId }) => accountId)}
            busy={busy === 'queue'}
            disabled={!mayAct}
            onQueue={() => void enqueue()}
          />
        )}
        <Tooltip label={`${does}${until}`} keys={['mod', 'enter']} side="top">
          <Button
            tone="primary"
            busy={busy === 'schedule'}
            disabled={!mayAct}
            onClick={() => void schedule()}
          >
            <span>
              {does}
              <span className="max-roomy:sr-only max-wide:group-has-[[data-queue]]/foot:sr-only">
                {until}
              </span>
            </span>
          </Button>
        </Tooltip>
      </div>
      <PublishQuestion
        open={asksToPublish}
        onOpenChange={setAsksToPublish}
        accounts={draft.targets.length}
        cost={cost}
        practice={checks.practice}
        onPublish={() => {
          setAsksToPublish(false);
          void sending.publish();
        }}
      />
    </>
  );
}
