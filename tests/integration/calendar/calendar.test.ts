import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../../electron/core.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts';
import { startCore, type TestCore } from '../../support/core.ts';
import { readIcs } from '../../support/ics.ts';

let test: TestCore;
/** What the dialog answers. */
let chosen: string | null;
const printed: unknown[] = [];
const paper: Partial<Ports> = {
  chooseSaveFile: async ({ fileName }) => (chosen === null ? null : path.join(chosen, fileName)),
  printPage: async (options) => {
    printed.push(options);
    return true;
  },
  pageAsPdf: async () => new TextEncoder().encode('%PDF-1.7'),
};
beforeEach(async () => {
  test = await startCore({ ports: paper });
  chosen = test.userData;
  await call('profiles.save', { name: 'Mara', timeZone: 'Europe/Berlin' });
});
afterEach(() => test.close());

async function call<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteOutput<Name>> {
  const answer = await test.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  return answer.value as RouteOutput<Name>;
}
const plan = async (clientId: string, text: string, wallTime: string, more = {}) => {
  const post = await call('posts.create', { clientId, text, ...more });
  return call('posts.plan', { id: post.id, at: { wallTime, zone: 'Europe/Berlin' } });
};
const client = (name: string) => call('clients.create', { name });
const all = { from: Date.UTC(2026, 0), to: Date.UTC(2027, 0) };

describe('holidays', () => {
  const december = { from: '2026-12-01', to: '2027-01-01' };

  it('are those of the country that the profile lives in, until some are chosen', async () => {
    const { places, holidays } = await call('calendar.holidays', december);
    expect(places).toEqual(['DE']);
    expect(holidays).toContainEqual({
      day: '2026-12-25',
      name: 'Christmas Day',
      kind: 'public',
      places: ['DE'],
    });
    expect(holidays).toContainEqual({
      day: '2026-12-06',
      name: '2. Advent',
      kind: 'observance',
      places: ['DE'],
    });
    await call('profiles.save', { name: 'Mara', timeZone: 'America/New_York' });
    expect((await call('calendar.holidays', december)).places).toEqual(['US']);
    await call('profiles.save', { name: 'Mara', timeZone: 'UTC' });
    expect(await call('calendar.holidays', december)).toEqual({ places: [], holidays: [] });
  });

  it('of several countries are told once, by day, public ones first', async () => {
    await call('settings.update', { holidayPlaces: ['DE-BY', 'US', 'ZZ'] });
    const { places, holidays } = await call('calendar.holidays', december);
    expect(places).toEqual(['DE-BY', 'US']);
    expect(holidays.filter(({ day }) => day === '2026-12-25')).toEqual([
      { day: '2026-12-25', name: 'Christmas Day', kind: 'public', places: ['DE-BY', 'US'] },
    ]);
    expect(holidays.map(({ day }) => day)).toEqual(holidays.map(({ day }) => day).sort());
    const epiphany = await call('calendar.holidays', { from: '2027-01-06', to: '2027-01-07' });
    expect(epiphany.holidays[0]).toMatchObject({ kind: 'public', places: ['DE-BY'] });
    await call('settings.update', { holidayPlaces: [] });
    expect((await call('calendar.holidays', december)).holidays).toEqual([]);
  });

  it('go over the turn of a year, and not over more than 400 days', async () => {
    const { holidays } = await call('calendar.holidays', { from: '2026-12-31', to: '2027-01-02' });
    expect(holidays.map(({ day }) => day)).toEqual(['2026-12-31', '2027-01-01']);
    expect(
      await test.call('calendar.holidays', { from: '2026-01-01', to: '2028-01-01' }),
    ).toMatchObject({ error: { code: 'range_too_long' } });
  });
});

describe('the calendar file', () => {
  it('holds each post as an event in UTC, whatever it says', async () => {
    const ada = await client('Ada’s Bakery; Köln, Süd');
    const label = await call('labels.create', { name: 'Launch, early' });
    const text = `Brezeln, “frisch”; aus dem Ofen \\o/ ${'ü'.repeat(120)}\nZweite Zeile 🥨`;
    const post = await plan(ada.id, text, '2026-12-24T09:30', {
      labelIds: [label.id],
      category: 'Seasonal',
    });
    await call('posts.create', { clientId: ada.id, text: 'without a time' });
    const { text: file, count } = await call('calendar.ics', { of: all });
    expect(count).toBe(1);
    const { events, calendar } = readIcs(file);
    expect(calendar.get('VERSION')).toBe('2.0');
    expect(calendar.get('PRODID')).toContain('ClientNest');
    expect(events).toHaveLength(1);
    const [event] = events;
    expect(event?.get('UID')).toBe(post.id);
    expect(event?.get('DTSTART')).toBe('20261224T083000Z');
    expect(event?.get('DTEND')).toBe('20261224T084500Z');
    expect(event?.get('STATUS')).toBe('TENTATIVE');
    expect(event?.get('TRANSP')).toBe('TRANSPARENT');
    expect(event?.get('SUMMARY')).toMatch(/^Ada’s Bakery; Köln, Süd: Brezeln, “frisch”; aus.*…$/);
    expect(event?.get('DESCRIPTION')).toBe(`Draft\n\n${text}`);
    expect(event?.get('CATEGORIES')).toContain('Launch, early');
    expect(event?.has('URL')).toBe(false);
  });

  it('says what is off, and what is sure', async () => {
    const ada = await client('Ada');
    const statuses = ['draft', 'scheduled', 'published', 'missed', 'cancelled'] as const;
    const { database } = test.core.services() ?? {};
    for (const [at, status] of statuses.entries()) {
      const { id } = await plan(ada.id, status, `2026-12-0${at + 1}T09:00`);
      database?.raw.prepare('UPDATE posts SET status = ? WHERE id = ?').run(status, id);
    }
    const { text } = await call('calendar.ics', { of: all });
    expect(readIcs(text).events.map((event) => event.get('STATUS'))).toEqual([
      'TENTATIVE',
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
      'CANCELLED',
    ]);
  });

  it('is narrowed as the calendar is, and may be of one post', async () => {
    const [ada, brio] = [await client('Ada'), await client('Brio')];
    const mine = await plan(ada.id, 'Mine', '2026-12-01T09:00');
    await plan(brio.id, 'Theirs', '2026-12-02T09:00');
    const of = async (more: object) =>
      (await call('calendar.ics', { of: { ...all, ...more } })).count;
    expect(await of({})).toBe(2);
    expect(await of({ clientId: brio.id })).toBe(1);
    expect(await of({ statuses: ['scheduled'] })).toBe(0);
    expect(
      readIcs((await call('calendar.ics', { of: { ...all, statuses: ['failed'] } })).text).events,
    ).toEqual([]);
    const one = await call('calendar.ics', { of: { postId: mine.id } });
    expect(readIcs(one.text).events.map((event) => event.get('UID'))).toEqual([mine.id]);
    const draft = await call('posts.create', { clientId: ada.id, text: '' });
    expect(await test.call('calendar.ics', { of: { postId: draft.id } })).toMatchObject({
      error: { code: 'no_time' },
    });
  });

  it('is written where the person chooses, or nowhere', async () => {
    const ada = await client('Ada');
    await plan(ada.id, 'Mine', '2026-12-01T09:00');
    const saved = await call('calendar.saveIcs', { of: all, name: 'Ada: <December>/2026' });
    expect(saved).toEqual({ file: path.join(test.userData, 'Ada December 2026.ics'), count: 1 });
    expect(readIcs(await readFile(saved.file ?? '', 'utf8')).events).toHaveLength(1);
    chosen = null;
    expect(await call('calendar.saveIcs', { of: all, name: 'x' })).toEqual({
      file: null,
      count: 1,
    });
    chosen = path.join(test.userData, 'no', 'such', 'folder');
    expect(await test.call('calendar.saveIcs', { of: all, name: 'x' })).toMatchObject({
      error: { code: 'not_written', message: expect.stringContaining('another folder') },
    });
  });
});

describe('paper', () => {
  it('is printed and saved by the window', async () => {
    expect(await call('calendar.print', { landscape: true })).toEqual({ printed: true });
    expect(printed.at(-1)).toEqual({ landscape: true });
    const { file } = await call('calendar.savePdf', { landscape: false, name: 'Ada' });
    expect(await readFile(file ?? '', 'utf8')).toBe('%PDF-1.7');
  });

  it('needs a window', async () => {
    test = await test.reopen({ chooseSaveFile: undefined, printPage: undefined } as never);
    for (const [name, input] of [
      ['calendar.print', { landscape: true }],
      ['calendar.saveIcs', { of: all, name: 'x' }],
    ] as const)
      expect(await test.invoke(name, input)).toMatchObject({ error: { code: 'not_supported' } });
  });

  it('says when the printer does not take it', async () => {
    test = await test.reopen({
      printPage: async () => {
        throw new Error('Invalid printer settings');
      },
    });
    expect(await test.call('calendar.print', { landscape: true })).toMatchObject({
      error: { code: 'not_printed', message: expect.stringContaining('PDF') },
    });
  });
});

describe('the free slots of a span', () => {
  const span = { from: Date.UTC(2026, 10, 30), to: Date.UTC(2026, 11, 7) };

  it('are those ahead at which nothing stands, of one client or of all', async () => {
    const [ada, brio] = [await client('Ada'), await client('Brio')];
    const at = (weekday: number, time: string) => ({ weekday, time });
    await call('slots.set', { clientId: ada.id, slots: [at(1, '09:00'), at(3, '09:00')] });
    await call('slots.set', { clientId: brio.id, slots: [at(3, '18:00')] });
    const walls = async (more = {}) =>
      (await call('slots.inSpan', { ...span, ...more })).map(({ wallTime }) => wallTime);
    expect(await walls()).toEqual(['2026-11-30T09:00', '2026-12-02T09:00', '2026-12-02T18:00']);
    expect(await walls({ clientId: brio.id })).toEqual(['2026-12-02T18:00']);
    // A plan takes it, of that client only.
    await plan(ada.id, 'Planned', '2026-12-02T09:00');
    await plan(ada.id, 'Not theirs', '2026-12-02T18:00');
    expect(await walls()).toEqual(['2026-11-30T09:00', '2026-12-02T18:00']);
    test.clock.set(Date.UTC(2026, 11, 1));
    expect(await walls()).toEqual(['2026-12-02T18:00']);
    await call('clients.archive', { id: brio.id });
    expect(await walls()).toEqual([]);
    expect(await test.call('slots.inSpan', { from: 0, to: 101 * 86_400_000 })).toMatchObject({
      error: { code: 'range_too_long' },
    });
  });
});
