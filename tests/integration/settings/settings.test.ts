import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../electron/settings/settings.ts';
import { settings as schema } from '../../../shared/ipc/settings.ts';
import { openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
beforeEach(() => {
  workspace = openServices();
});
afterEach(() => workspace.close());

const store = (key: string, value: string) =>
  workspace.database.raw
    .prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)')
    .run(key, value);

const warnings = () => workspace.log.lines.filter((line) => line.level !== 'info');

describe('settings', () => {
  it('begin with what suits most people', () => {
    expect(workspace.settings.get()).toEqual({
      theme: 'system',
      weekStart: 'monday',
      hourCycle: 'h23',
      notifications: { published: true, problems: true },
      keepRunning: true,
      asleepWarnings: true,
      slotGhosts: true,
      holidayPlaces: null,
    });
  });

  it('change one by one, and the others stay', () => {
    workspace.settings.update({ theme: 'dark' });
    const changed = workspace.settings.update({
      keepRunning: false,
      notifications: { published: false, problems: true },
    });
    expect(changed).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      keepRunning: false,
      notifications: { published: false, problems: true },
    });
    expect(workspace.settings.get()).toEqual(changed);
    expect(workspace.told.map((event) => event.name)).toEqual([
      'settings.changed',
      'settings.changed',
    ]);
  });

  it('change nothing and tell nothing when nothing is named', () => {
    expect(workspace.settings.update({})).toEqual(DEFAULT_SETTINGS);
    expect(workspace.settings.update({ theme: undefined })).toEqual(DEFAULT_SETTINGS);
    expect(workspace.told).toEqual([]);
  });

  it('ignore rows that nobody knows, and say nothing of them', () => {
    store('futureSetting', '"x"');
    expect(workspace.settings.get()).toEqual(DEFAULT_SETTINGS);
    expect(warnings()).toEqual([]);
  });

  it('say once that a row can’t be read, use the default, and keep the others', () => {
    store('theme', '"neon"');
    store('weekStart', 'not json');
    store('hourCycle', '"h12"');
    workspace.settings.get();
    expect(workspace.settings.get()).toEqual({ ...DEFAULT_SETTINGS, hourCycle: 'h12' });
    expect(warnings().map((line) => [line.level, line.fields.key])).toEqual([
      ['warn', 'theme'],
      ['warn', 'weekStart'],
    ]);
    workspace.settings.update({ theme: 'light' });
    expect(workspace.settings.get().theme).toBe('light');
  });

  it('are always complete and valid, whatever the rows say', () => {
    const key = fc.constantFrom(...Object.keys(DEFAULT_SETTINGS), '__proto__', 'constructor');
    const value = fc.oneof(fc.json(), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (rows) => {
        workspace.database.raw.exec('DELETE FROM settings');
        for (const [name, text] of rows) store(name, text);
        expect(() => schema.parse(workspace.settings.get())).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });
});
