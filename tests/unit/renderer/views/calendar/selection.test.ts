import { afterEach, describe, expect, it } from 'vitest';
import { refusedText } from '../../../../../renderer/views/calendar/bulk-toast.ts';
import { selection } from '../../../../../renderer/views/calendar/selection.ts';
import { card } from '../../../../support/post-card.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const cards = new Map(order.map((id) => [id, card(id, '2026-11-23T09:00:00Z')]));
const cardOf = (id: string) => cards.get(id);
const of = (id: string) => cardOf(id) ?? card(id, '2026-11-23T09:00:00Z');
const selected = () => [...selection.get().keys()].sort().join('');

afterEach(() => selection.clear());

describe('the selection', () => {
  it('goes on and off one by one', () => {
    selection.toggle(of('b'));
    selection.toggle(of('d'));
    selection.toggle(of('b'));
    expect(selected()).toBe('d');
  });

  it('spans from where it began, either way, and follows as it grows and shrinks', () => {
    selection.toggle(of('c'));
    selection.extend('e', order, cardOf);
    expect(selected()).toBe('cde');
    selection.extend('a', order, cardOf);
    expect(selected()).toBe('abc');
    selection.extend('b', order, cardOf);
    expect(selected()).toBe('bc');
  });

  it('keeps what was selected before a range began', () => {
    selection.toggle(of('a'));
    selection.toggle(of('d'));
    selection.extend('e', order, cardOf);
    expect(selected()).toBe('ade');
  });

  it('begins a range where it is told while nothing is selected', () => {
    selection.extend('c', order, cardOf, 'b');
    expect(selected()).toBe('bc');
  });

  it('begins anew where the beginning is out of sight', () => {
    selection.toggle(of('a'));
    selection.extend('d', ['c', 'd', 'e'], cardOf, 'c');
    expect(selected()).toBe('acd');
  });

  it('tells only of changes, and renews what it has', () => {
    let told = 0;
    const stop = selection.subscribe(() => told++);
    selection.clear();
    expect(told).toBe(0);
    selection.all([of('a'), of('b')]);
    selection.renew([{ ...of('b'), excerpt: 'New' }, of('c')]);
    expect(selected()).toBe('ab');
    expect(selection.get().get('b')?.excerpt).toBe('New');
    expect(told).toBe(2);
    stop();
  });
});

describe('what was refused', () => {
  const refused = (messages: string[]) =>
    messages.map((message, at) => ({ id: String(at), code: 'not_allowed', message }));

  it('is counted, with the reason that most of them have', () => {
    expect(refusedText([])).toBeNull();
    expect(refusedText(refused(['That time is over.']))).toBe(
      '1 post stays as it is: that time is over.',
    );
    expect(refusedText(refused(['That time is over.', 'No.', 'That time is over.']))).toBe(
      '3 posts stay as they are: that time is over. Others have other reasons.',
    );
  });
});
