import { useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useClientLooks } from '../calendar/client-looks.ts';
import { MoodTrend } from './mood-trend.tsx';
import { durationText, pace } from './pace.ts';

interface InboxFiguresProps {
  clientId: string | null;
  onClose: () => void;
}

/** How people speak over time, and how fast each client’s were answered. */
export const InboxFigures = ({ clientId, onClose }: InboxFiguresProps) => (
  <Dialog
    open
    onOpenChange={(open) => !open && onClose()}
    title="Mood and answers"
    description="Moods are worked out on this computer, of English and emoji. Other languages are not guessed."
    width={640}
  >
    <MoodTrend clientId={clientId} />
    <Answers clientId={clientId} />
  </Dialog>
);

function Answers({ clientId }: { clientId: string | null }) {
  const { data } = useRoute('inbox.figures', clientId ? { clientId } : {}, { keepPrevious: true });
  const looks = useClientLooks();
  const rows = data?.filter(({ answered, waiting }) => answered + waiting > 0);
  return (
    <section aria-labelledby="inbox-answers" className="mt-5 border-t border-hairline pt-4">
      <h3 id="inbox-answers" className="font-semibold">
        {(data && pace(data)) ?? 'How fast you answer'}
      </h3>
      <p className="mt-0.5 text-small text-muted">Comments of the last 30 days</p>
      {!rows ? (
        <Skeleton className="mt-3 h-16 w-full rounded-card" />
      ) : rows.length === 0 ? (
        <p className="mt-3 text-muted">Nobody has said anything in this time.</p>
      ) : (
        <table className="mt-2 w-full text-small tabular-nums">
          <thead className="text-left text-muted">
            <tr>
              <th scope="col" className="py-1 pr-3 font-medium">
                Client
              </th>
              {['Answered', 'Waiting', 'Half within', 'Within a day'].map((name) => (
                <th key={name} scope="col" className="py-1 pl-3 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ clientId: id, answered, waiting, median, withinDay }) => (
              <tr key={id} className="border-t border-hairline">
                <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                  <span className="flex items-center gap-2">
                    <Dot colour={looks(id).colour} className="size-2" />
                    <span className="max-w-56 truncate">{looks(id).name}</span>
                  </span>
                </th>
                <td className="py-1.5 pl-3 text-right">{answered.toLocaleString()}</td>
                <td className="py-1.5 pl-3 text-right">{waiting.toLocaleString()}</td>
                <td className="py-1.5 pl-3 text-right">
                  {median === null ? '–' : durationText(median)}
                </td>
                <td className="py-1.5 pl-3 text-right">
                  {withinDay === null ? '–' : `${Math.round(100 * withinDay)} %`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
