import type { ClientProfile, MonthOfWork } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { useKept } from '../../app/use-kept.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Field, Input } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dayAt } from '../calendar/time.ts';
import { ClientSection } from './client-section.tsx';
import { durationText, readDuration } from './duration.ts';
import { MonthMeter } from './month-meter.tsx';
import { monthName, postsLeft, postsText, timeLeft, timeText } from './month-words.ts';
import { TimeLog } from './time-log.tsx';
import { useKeepClient } from './use-client-profile.ts';

/** What is promised a month against what is delivered. */
export function MonthSection({ client }: { client: ClientProfile }) {
  const { locale, zone } = useTimeStyle();
  const thisMonth = dayAt(useNow(60_000), zone).slice(0, 7);
  const months = useRoute('work.months', { clientId: client.id, count: 6 });
  const [present, ...earlier] = months.data ?? [];
  const told = earlier.filter(({ posts, minutes }) => posts.published > 0 || minutes.worked > 0);
  return (
    <ClientSection
      id="month"
      title={monthName(thisMonth, locale)}
      description="What is promised a calendar month, and how much of it is delivered."
    >
      <Card className="p-4">
        {months.isError ? (
          <QueryProblem error={months.error} onRetry={() => void months.refetch()} />
        ) : (
          <div className="flex min-h-19 gap-8">
            {present ? (
              <>
                <MonthMeter
                  label="Posts out"
                  text={postsText(present.posts)}
                  done={present.posts.published}
                  coming={present.posts.scheduled}
                  promised={present.posts.promised}
                  colour={client.colour}
                  note={postsLeft(present.posts)}
                />
                <MonthMeter
                  label="Time worked"
                  text={timeText(present.minutes)}
                  done={present.minutes.worked}
                  promised={present.minutes.promised}
                  colour={client.colour}
                  note={timeLeft(present.minutes)}
                />
              </>
            ) : (
              <>
                <Skeleton className="h-19 flex-1" />
                <Skeleton className="h-19 flex-1" />
              </>
            )}
          </div>
        )}
        <Promised client={client} />
        {told.length > 0 && <Earlier months={told} locale={locale} />}
      </Card>
      <TimeLog clientId={client.id} present={thisMonth} />
    </ClientSection>
  );
}

function Promised({ client }: { client: ClientProfile }) {
  const keep = useKeepClient(client.id);
  const posts = useKept(
    client.retainerPosts?.toLocaleString('en', { useGrouping: false }) ?? '',
    (typed) => {
      const text = typed.trim();
      if (text === '' || text === '0') return keep({ retainerPosts: null });
      return /^\d{1,5}$/.test(text) && Number(text) <= 10_000
        ? keep({ retainerPosts: Number(text) })
        : 'Write a whole number, or leave it empty.';
    },
  );
  const time = useKept(
    client.retainerMinutes === null ? '' : durationText(client.retainerMinutes),
    (typed) => {
      const text = typed.trim();
      if (text === '' || text === '0') return keep({ retainerMinutes: null });
      const minutes = readDuration(text, 'hours');
      return minutes !== null && minutes > 0 && minutes <= 60_000
        ? keep({ retainerMinutes: minutes })
        : 'Write hours such as 10 or 7:30, or leave it empty.';
    },
  );
  return (
    <div className="mt-4 flex gap-8 border-t border-hairline pt-4">
      <Field
        label="Posts promised a month"
        className="flex-1"
        {...(posts.problem && { error: posts.problem })}
      >
        <Input
          inputMode="numeric"
          placeholder="None"
          value={posts.value}
          onChange={(event) => posts.onChange(event.target.value)}
          onBlur={posts.onBlur}
        />
      </Field>
      <Field
        label="Hours promised a month"
        className="flex-1"
        {...(time.problem && { error: time.problem })}
      >
        <Input
          placeholder="None"
          value={time.value}
          onChange={(event) => time.onChange(event.target.value)}
          onBlur={time.onBlur}
        />
      </Field>
    </div>
  );
}

const Earlier = ({ months, locale }: { months: readonly MonthOfWork[]; locale: string }) => (
  <table className="mt-4 w-full border-t border-hairline">
    <caption className="sr-only">Earlier months</caption>
    <thead>
      <tr className="h-8 text-left text-small text-muted">
        <th scope="col" className="font-normal">
          Earlier months
        </th>
        <th scope="col" className="text-right font-normal">
          Posts
        </th>
        <th scope="col" className="text-right font-normal">
          Time
        </th>
      </tr>
    </thead>
    <tbody>
      {months.map(({ month, posts, minutes }) => (
        <tr key={month} className="h-8 border-t border-hairline">
          <th scope="row" className="text-left font-normal">
            {monthName(month, locale)}
          </th>
          <td className="text-right">{postsText(posts)}</td>
          <td className="w-48 text-right">{timeText(minutes)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
