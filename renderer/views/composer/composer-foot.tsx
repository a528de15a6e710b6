import { Save, Send } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '../../../shared/domain/preflight.ts';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useCommands } from '../../app/commands.ts';
import { useComposer } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
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
import type { When } from './use-when.ts';
import { WhenPicker } from './when-picker.tsx';
import { useWrongClientGuard } from './wrong-client.tsx';

interface ComposerFootProps {
  postId: string;
  clientId: string;
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
  const [busy, setBusy] = useState<'schedule' | 'queue' | 'publish' | null>(null);
  const [showsChecks, setShowsChecks] = useState(false);
  const [asksToPublish, setAsksToPublish] = useState(false);
  const [repeats, setRepeats] = useState(false);
  const guard = useWrongClientGuard(postId, useComposer().target === postId);
  const isScheduled = post?.status === 'scheduled';
  const { at } = resolveWallTime(when.wall, style.zone);
  const told = whenText(at, now, style);
  const mayAct = !isLocked && busy === null && !isImporting;

  /** Saves first: what is sent is what is on the desk. */
  async function saved(): Promise<boolean> {
    if (!isReady()) {
      setShowsChecks(true);
      return false;
    }
    await autosave.flush();
    return !autosave.isDirty() && guard.mayGo();
  }

  async function schedule(): Promise<void> {
    if (!mayAct) return;
    if (isScheduled && !when.isChanged) return finish();
    setBusy('schedule');
    try {
      if (!(await saved())) return;
      const answer = await ask('posts.schedule', {
        id: postId,
        wallTime: when.wall,
        zone: style.zone,
      });
      if (!answer.ok) {
        if (answer.error.code === 'not_ready') setShowsChecks(true);
        return toast.failed(answer.error.message);
      }
      autosave.rebase(answer.value.post.version);
      onClose();
      const goesOut = answer.value.post.scheduledAt ?? at;
      toast.undoable(`Scheduled for ${whenText(goesOut, now, style)}`, () => void takeBack());
    } finally {
      setBusy(null);
    }
  }

  async function enqueue(): Promise<void> {
    if (!mayAct) return;
    setBusy('queue');
    try {
      if (!(await saved())) return;
      const answer = await ask('posts.enqueue', { id: postId });
      if (!answer.ok) {
        if (answer.error.code === 'not_ready') setShowsChecks(true);
        return toast.failed(answer.error.message);
      }
      autosave.rebase(answer.value.post.version);
      onClose();
      const goesOut = answer.value.post.scheduledAt ?? at;
      toast.undoable(`In the queue for ${whenText(goesOut, now, style)}`, () => void takeBack());
    } finally {
      setBusy(null);
    }
  }

  async function takeBack(): Promise<void> {
    const answer = await (isScheduled && post.queued && post.scheduledAt !== null
      ? ask('posts.enqueue', { id: postId, before: post.scheduledAt })
      : isScheduled && post.wallTime !== null
        ? ask('posts.schedule', {
            id: postId,
            wallTime: post.wallTime,
            zone: post.zone ?? style.zone,
          })
        : ask('posts.unschedule', { id: postId }));
    if (!answer.ok) toast.failed(answer.error.message);
  }

  async function publish(): Promise<void> {
    setAsksToPublish(false);
    if (!mayAct) return;
    setBusy('publish');
    try {
      if (!(await saved())) return;
      const answer = await ask('posts.publishNow', { id: postId });
      if (!answer.ok) {
        if (answer.error.code === 'not_ready') setShowsChecks(true);
        return toast.failed(answer.error.message);
      }
      autosave.rebase(answer.value.version);
      onClose();
      toast.say('Publishing now.');
    } finally {
      setBusy(null);
    }
  }

  async function finish(): Promise<void> {
    await autosave.flush();
    if (autosave.isDirty() || (isScheduled && !(await guard.mayGo()))) return;
    onClose();
  }

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
          prepare={saved}
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
        onPublish={() => void publish()}
      />
    </>
  );
}
