import { afterEach, beforeEach, expect, it } from 'vitest';
import { answered, startCore, type TestCore } from '../../support/core.ts';

let test: TestCore;
let clientId: string;
const accountId = '019ab000-0000-7000-8000-0000000000aa';
beforeEach(async () => {
  test = await startCore();
  answered(await test.call('profiles.save', { name: 'Ada', timeZone: 'Europe/Berlin' }));
  clientId = answered(await test.call('clients.create', { name: 'Bakery' })).id;
  test.core
    .services()
    ?.database.raw.prepare(
      `INSERT INTO accounts (id, client_id, network, service_url, remote_id, handle, display_name, status, created_at, updated_at)
       VALUES (?, ?, 'bluesky', 'http://127.0.0.1:9', 'did:plc:x', 'ada.test', 'Ada', 'connected', 1, 1)`,
    )
    .run(accountId, clientId);
});
afterEach(() => test.close());

/** Output is checked against the contract, so a field that is missing or surplus fails here. */
it('answers every route of the schedule as the contract says', async () => {
  const slots = [{ weekday: 1, time: '09:00' }];
  const set = answered(await test.call('slots.set', { clientId, slots }));
  expect(answered(await test.call('slots.list', { clientId }))).toEqual(set.queue);
  const next = await test.call('slots.next', { clientId, accountIds: [accountId] });
  expect(answered(next)).toEqual([
    {
      at: Date.UTC(2026, 10, 23, 8),
      wallTime: '2026-11-23T09:00',
      zone: 'Europe/Berlin',
      shift: 'none',
    },
  ]);
  const draft = answered(
    await test.call('posts.create', { clientId, text: 'Bread', targets: [{ accountId }] }),
  );
  expect(answered(await test.call('posts.enqueue', { id: draft.id }))).toMatchObject({
    post: { queued: true, recurrenceId: null, occurrenceOn: null },
    shift: 'none',
    asleepWarning: null,
  });
  expect(answered(await test.call('queue.overview', { clientId }))).toMatchObject({
    next: [{ post: { id: draft.id }, accountIds: [accountId], queued: true }],
    total: 1,
    lanes: [{ accountId, state: 'idle', until: null, reason: null, waiting: 0, limits: [] }],
  });

  const when = {
    rule: 'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270131T225959Z',
    startsAt: '2026-11-27T14:00',
    zone: 'Europe/Berlin',
    skipHolidaysOf: 'DE',
  };
  expect(answered(await test.call('recurrences.preview', when))).toEqual({
    description: 'every month on the last Friday at 14:00, until 31 January 2027',
    occurrences: ['2026-11-27', '2027-01-29'].map((date) => ({
      at: Date.parse(`${date}T13:00Z`),
      wallTime: `${date}T14:00`,
      shift: 'none',
    })),
    skipped: [{ date: '2026-12-25', holiday: 'Christmas Day' }],
  });
  const recurrence = answered(
    await test.call('recurrences.create', {
      from: { kind: 'content', clientId, text: 'Month’s end', targets: [{ accountId }] },
      ...when,
    }),
  );
  expect(answered(await test.call('recurrences.list', { clientId }))).toEqual([recurrence]);
  const { id } = recurrence;
  const later = { id, startsAt: '2026-11-27T15:00' };
  expect(answered(await test.call('recurrences.update', later)).nextAt).toBe(
    Date.UTC(2026, 10, 27, 14),
  );
  expect(answered(await test.call('recurrences.end', { id, upcoming: 'remove' })).removed).toBe(1);
  expect(answered(await test.call('recurrences.resume', { id }))).toMatchObject({ upcoming: 1 });
  expect(answered(await test.call('recurrences.holidayPlaces', {})).length).toBeGreaterThan(100);

  const services = test.core.services();
  test.clock.set(Date.UTC(2026, 10, 25));
  services?.publishing.miss(draft.id);
  expect(answered(await test.call('triage.list', { clientId }))).toMatchObject({
    total: 1,
    posts: [{ post: { id: draft.id }, choices: { next_slot: { wallTime: '2026-11-30T09:00' } } }],
  });
  const decided = await test.call('triage.decide', {
    ids: [draft.id, clientId],
    decision: 'next_slot',
  });
  expect(answered(decided)).toEqual([
    { id: draft.id, ok: true, status: 'scheduled', scheduledAt: Date.UTC(2026, 10, 30, 8) },
    { id: clientId, ok: false, code: 'not_found', message: expect.stringMatching(/\.$/) },
  ]);
  const back = await test.call('triage.takeBack', { ids: [draft.id, clientId] });
  expect(answered(back)).toMatchObject([{ ok: true }, { ok: false, code: 'not_allowed' }]);
  const update = { id: clientId, latenessMinutes: 30 };
  expect(answered(await test.call('clients.update', update)).latenessMinutes).toBe(30);
});
