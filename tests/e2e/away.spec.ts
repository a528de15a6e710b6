import { writeFileSync } from 'node:fs';
import { sleepThrough, untilPowerIsHeard } from '../support/asleep.ts';
import { furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

const HOUR = 3_600_000;

test('a computer that sleeps past a due time asks what to do, and does it', async ({
  launch,
}, testInfo) => {
  const offset = testInfo.outputPath('clock-offset');
  writeFileSync(offset, '0');
  // So seldom that waking up has to do it.
  const env = { CLIENTNEST_CLOCK_OFFSET_FILE: offset, CLIENTNEST_TICK_SECONDS: '59' };
  const app = await launch({ env });
  const { call, ada, account } = await furnish(app, pds);
  const texts = ['Now', 'Slot', 'Later', 'Never'] as const;
  const { now } = await call('app.status', {});
  const ids: string[] = [];
  for (const text of texts) {
    const targets = account ? [{ accountId: account.id }] : [];
    const { id } = await call('posts.create', { clientId: ada.id, text, targets });
    const wallTime = new Date(now + HOUR).toISOString().slice(0, 16);
    await call('posts.schedule', { id, wallTime, zone: 'UTC' });
    ids.push(id);
  }
  await untilPowerIsHeard(app);
  await sleepThrough(app, offset, 9);

  await expect.poll(async () => (await call('triage.list', {})).total).toBe(4);
  const weekdays = [1, 2, 3, 4, 5, 6, 7];
  const slots = weekdays.map((weekday) => ({ weekday, time: '12:00' }));
  await call('slots.set', { clientId: ada.id, slots });
  const [first] = (await call('triage.list', {})).posts;
  expect(first?.choices).toMatchObject({ publish_now: true, pick: true, drop: true });
  const slot = first?.choices.next_slot;
  expect(slot?.wallTime).toMatch(/T12:00$/);

  const [nowId = '', slotId = '', laterId = '', neverId = ''] = ids;
  const later = { wallTime: new Date(now + 30 * HOUR).toISOString().slice(0, 16), zone: 'UTC' };
  const decided = [
    ...(await call('triage.decide', { ids: [nowId], decision: 'publish_now' })),
    ...(await call('triage.decide', { ids: [slotId], decision: 'next_slot' })),
    ...(await call('triage.decide', { ids: [laterId], decision: later })),
    ...(await call('triage.decide', { ids: [neverId], decision: 'drop' })),
  ];
  expect(decided.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  const status = async (id: string) => (await call('posts.get', { id })).status;
  await expect.poll(() => status(nowId), { timeout: 20_000 }).toBe('published');
  expect(await call('posts.get', { id: slotId })).toMatchObject({
    status: 'scheduled',
    queued: true,
    scheduledAt: slot?.at,
  });
  expect(await call('posts.get', { id: laterId })).toMatchObject({ status: 'scheduled', ...later });
  expect(await status(neverId)).toBe('cancelled');
  const records = await pds.records(account?.remoteId ?? '');
  expect(records.map(({ value }) => value.text)).toEqual(['Now']);

  // The rules and the holidays are read when they are first asked for.
  const preview = await call('recurrences.preview', {
    rule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25,27',
    startsAt: '2026-12-01T09:00',
    zone: 'Europe/Berlin',
    skipHolidaysOf: 'DE',
    count: 1,
  });
  expect(preview.description).toBe('every year on the 25th and 27th in December at 9:00');
  expect(preview.occurrences[0]?.wallTime).toMatch(/-12-27T09:00$/);
});
