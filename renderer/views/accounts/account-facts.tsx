import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Lane } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { formatInstant, useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Notice } from '../../ui/notice.tsx';
import { timeText } from '../calendar/time.ts';
import { limitMeters } from '../queue/lanes.ts';
import { lifeOf, missingScopes } from './account-life.ts';
import { inboxWords, sentence } from './network-words.ts';

interface AccountFactsProps {
  account: Account;
  lane: Lane | null;
  onReconnect: () => void;
}

/** How long the sign-in lasts, when it was looked at last, what the network still takes, and what it was not allowed. */
export function AccountFacts({ account, lane, onReconnect }: AccountFactsProps) {
  const style = useTimeStyle();
  const now = useNow(60_000);
  const { name, oauth } = NETWORKS[account.network];
  const thisYear = formatInstant(now, style, { year: 'numeric' });
  const tellDay = (at: number) =>
    formatInstant(at, style, {
      day: 'numeric',
      month: 'long',
      ...(formatInstant(at, style, { year: 'numeric' }) !== thisYear && { year: 'numeric' }),
    });
  const day = (at: number) => formatInstant(at, style, { dateStyle: 'short' });
  const tellTime = (at: number) =>
    day(at) === day(now) ? timeText(at, style) : formatInstant(at, style, { dateStyle: 'medium' });

  const life = lifeOf(account, now, tellDay);
  const [tightest] = limitMeters(lane?.limits ?? [], now).sort(
    (one, other) => other.used - one.used,
  );
  const facts = [
    ...(life ? [{ text: life.text, marked: life.soon }] : []),
    ...(account.checkedAt === null
      ? []
      : [{ text: `checked ${tellTime(account.checkedAt)}`, marked: false }]),
    ...(tightest
      ? [
          {
            text: `${tightest.name.toLowerCase()}: ${tightest.remaining.toLocaleString()} of ${tightest.limit.toLocaleString()} left`,
            marked: tightest.used >= 0.9,
          },
        ]
      : []),
  ];
  facts.push({ text: inboxWords(NETWORKS[account.network], account.practice), marked: false });
  const missing = missingScopes(oauth, account);
  const withoutSignIn = account.status === 'reconnect_needed';

  return (
    <>
      {facts.length > 0 && (
        <p className="mt-1 pl-12 text-small text-muted tabular-nums first-letter:uppercase">
          {facts.map(({ text, marked }, index) => (
            <span key={text} className={cx(marked && 'font-medium text-attention')}>
              {index > 0 && <span className="font-normal text-muted"> · </span>}
              {text}
            </span>
          ))}
        </p>
      )}
      {missing.length > 0 && !withoutSignIn && (
        <Notice
          tone="attention"
          className="mt-3 ml-12"
          action={
            <Button size="compact" onClick={onReconnect}>
              Sign in again
            </Button>
          }
        >
          Not allowed at {name}, so this does not work:
          <ul className="mt-1 text-small">
            {missing.map(({ scope, why }) => (
              <li key={scope}>{sentence(why)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
