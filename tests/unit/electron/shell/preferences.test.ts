import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPreferences } from '../../../../electron/shell/preferences.ts';

const written = vi.hoisted(() => [] as [string, unknown][]);
vi.mock('../../../../electron/shell/preference-file.ts', () => ({
  openPreferenceFile: () => ({
    set: (key: string, value: unknown) => void written.push([key, value]),
  }),
}));

const placement = { bounds: { x: 1, y: 2, width: 900, height: 600 }, maximised: true };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientnest-preferences-'));
  written.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));
const store = (text: string) => writeFileSync(join(folder, 'window.json'), text);

describe('openPreferences', () => {
  it('reads what was stored', () => {
    store(JSON.stringify({ placement, theme: 'dark' }));
    const preferences = openPreferences(folder);
    expect(preferences.placement()).toEqual(placement);
    expect(preferences.theme()).toBe('dark');
  });

  it.each(['', '{', 'null', '[]', '"x"', '{"placement":{},"theme":"pink"}'])(
    'starts afresh on %s',
    (text) => {
      store(text);
      const preferences = openPreferences(folder);
      expect(preferences.placement()).toBeNull();
      expect(preferences.theme()).toBe('system');
    },
  );

  it('knows the month of last time, and nothing that could not stand in a page', () => {
    const month = { zone: 'America/Argentina/Buenos_Aires', weekStart: 'sunday' };
    store(JSON.stringify({ month }));
    expect(openPreferences(folder).month()).toEqual(month);
    for (const zone of ['"><script>', 'a b', '', 7, null]) {
      store(JSON.stringify({ month: { ...month, zone } }));
      expect(openPreferences(folder).month()).toBeNull();
    }
  });

  it('starts afresh without a file', () => {
    expect(openPreferences(folder).theme()).toBe('system');
  });

  it('knows a change at once, and writes changes in their order', async () => {
    const preferences = openPreferences(folder);
    preferences.setTheme('light');
    preferences.setPlacement(placement);
    expect(preferences.theme()).toBe('light');
    expect(preferences.placement()).toEqual(placement);
    await vi.waitFor(() =>
      expect(written).toEqual([
        ['theme', 'light'],
        ['placement', placement],
      ]),
    );
  });
});
