import { describe, expect, it } from 'vitest';
import { agendaRows } from '../../../../../renderer/views/calendar/agenda-rows.ts';
import { visibleSpan } from '../../../../../renderer/views/calendar/span.ts';
import { card } from '../../../../support/post-card.ts';

const cards = [
  card('a', '2026-11-24T09:00:00Z'),
  card('b', '2026-11-24T12:00:00Z'),
  card('c', '2026-11-26T09:00:00Z'),
];

describe('agendaRows', () => {
  it('is a heading for each day with posts, and its posts counted through', () => {
    const span = visibleSpan('list', '2026-11-01', 'monday', 'UTC');
    const rows = agendaRows(span, cards, 'UTC').map((row) =>
      row.kind === 'day' ? `${row.day} (${row.count})` : `${row.ordinal} ${row.card.id}`,
    );
    expect(rows).toEqual(['2026-11-24 (2)', '0 a', '1 b', '2026-11-26 (1)', '2 c']);
  });

  it('is empty without posts', () => {
    const span = visibleSpan('list', '2026-11-01', 'monday', 'UTC');
    expect(agendaRows(span, [], 'UTC')).toEqual([]);
  });
});
