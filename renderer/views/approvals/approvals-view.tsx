import { FileUp, PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useCommands } from '../../app/commands.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useClientFilter, useGo } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ApprovalDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { AnswersProblem } from './answers-problem.tsx';
import { AnswersSheet } from './answers-sheet.tsx';
import { BringInDialog } from './bring-in-dialog.tsx';
import { FileDrop } from './file-drop.tsx';
import { MakePackSheet } from './make-pack-sheet.tsx';
import { PackList } from './pack-list.tsx';
import { PackSheet } from './pack-sheet.tsx';
import { ReviewList } from './review-list.tsx';
import { useAnswers } from './use-answers.ts';

const NONE: readonly string[] = [];

/** What waits for a client's word, the packs that are out, and the answers that come back. */
export function ApprovalsView() {
  const { clientId } = useClientFilter();
  const [params, setParams] = useSearchParams();
  const go = useGo();
  const answers = useAnswers();
  const [bringsIn, setBringsIn] = useState(false);
  const of = clientId === null ? {} : { clientId };
  const inReview = useRoute(
    'posts.list',
    { ...of, statuses: ['in_review'], limit: 200 },
    { keepPrevious: true },
  );
  const reopened = useRoute('approvals.reopened', of, { keepPrevious: true });
  const packs = useRoute('approvals.packs', of, { keepPrevious: true });
  const makes = params.has('make');
  const setMakes = (isOpen: boolean) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (isOpen) next.set('make', '1');
      else next.delete('make');
      return next;
    });
  const openId = params.get('pack');
  const open = (id: string | null) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (id === null) next.delete('pack');
      else next.set('pack', id);
      return next;
    });
  const bringIn = () => {
    answers.forget();
    setBringsIn(true);
  };
  useCommands([
    {
      id: 'approvals.pack',
      label: 'Make a pack for a client',
      group: 'This view',
      icon: PackagePlus,
      keywords: ['approval', 'review', 'pdf', 'html'],
      run: () => setMakes(true),
    },
    {
      id: 'approvals.answers',
      label: 'Bring answers in',
      group: 'This view',
      icon: FileUp,
      keywords: ['import', 'approval'],
      run: bringIn,
    },
  ]);

  const error = inReview.error ?? packs.error;
  const posts = inReview.data?.posts ?? [];
  const isEmpty = posts.length === 0 && packs.data?.length === 0;
  return (
    <View
      title="Approvals"
      tools={
        <>
          <Button size="compact" tone="ghost" icon={<FileUp size={14} />} onClick={bringIn}>
            Bring answers in…
          </Button>
          <Button
            size="compact"
            tone={posts.length > 0 ? 'primary' : 'secondary'}
            icon={<PackagePlus size={14} />}
            onClick={() => setMakes(true)}
          >
            Make a pack…
          </Button>
        </>
      }
    >
      <FileDrop onFile={(file) => void answers.readFile(file)}>
        <Page>
          {!bringsIn && answers.problem && (
            <div className="mb-6">
              <AnswersProblem answers={answers} />
            </div>
          )}
          {error ? (
            <QueryProblem
              error={error}
              onRetry={() => void Promise.all([inReview.refetch(), packs.refetch()])}
            />
          ) : !inReview.data || !packs.data ? (
            <RowsSkeleton />
          ) : isEmpty ? (
            <EmptyState
              drawing={<ApprovalDrawing />}
              title="Nothing waits for a client"
              action={<Button onClick={() => go('/posts')}>Go to drafts</Button>}
            >
              Submit a draft for review, make a pack of what is in review, and send it to your
              client. They answer in a file that opens without an account and without the internet.
            </EmptyState>
          ) : (
            <>
              <Section
                title="In review"
                description="Drafts that wait for a client’s word. Nothing of them is sent."
              >
                <ReviewList posts={posts} reopened={reopened.data ?? NONE} />
              </Section>
              <Section
                title="Packs"
                description="Files that you made for clients, and what they answered."
              >
                <PackList packs={packs.data} onOpen={open} />
              </Section>
            </>
          )}
        </Page>
      </FileDrop>
      {bringsIn && <BringInDialog answers={answers} onClose={() => setBringsIn(false)} />}
      {makes && <MakePackSheet clientId={clientId} onClose={() => setMakes(false)} />}
      {openId !== null && <PackSheet id={openId} onClose={() => open(null)} />}
      {answers.opened && (
        <AnswersSheet key={answers.opened.text} opened={answers.opened} onClose={answers.close} />
      )}
    </View>
  );
}
