import { dollarText } from '../../../shared/domain/dollars.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';

/** What publishing cost this client, by month. Nothing where it cost nothing. */
export function ClientCosts({ clientId }: { clientId: string }) {
  const { locale } = useTimeStyle();
  const { data: months = [] } = useRoute('clients.costs', { id: clientId });
  if (months.length === 0) return null;
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <section aria-labelledby="client-costs" className="mt-6 border-t border-hairline pt-4">
      <h3 id="client-costs" className="font-medium">
        Publishing costs
      </h3>
      <p className="mt-0.5 text-small text-muted">
        What networks charge for the posts that ClientNest published, by their price lists.
      </p>
      <table className="mt-2 w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Posts</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, microUsd, posts }) => (
            <tr key={month} className="h-8 border-b border-hairline last:border-b-0">
              <th scope="row" className="text-left font-normal">
                {name.format(Date.parse(`${month}-01T00:00:00Z`))}
              </th>
              <td className="text-right text-small text-muted tabular-nums">
                {posts.toLocaleString()} {posts === 1 ? 'post' : 'posts'}
              </td>
              <td className="w-24 text-right tabular-nums">{dollarText(microUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
