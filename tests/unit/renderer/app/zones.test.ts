import { beforeAll, describe, expect, it, vi } from 'vitest';

const NOVEMBER = Date.UTC(2026, 10, 22, 9);

describe('zones', () => {
  let zones: typeof import('../../../../renderer/app/zones.ts');
  beforeAll(async () => {
    vi.stubGlobal('navigator', { languages: ['de-DE', 'en-GB'], platform: 'Linux' });
    zones = await import('../../../../renderer/app/zones.ts');
  });

  it('names a zone by its place', () => {
    expect(zones.placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zones.placeOf('UTC')).toBe('UTC');
  });

  it('tells the offset of that moment, with daylight saving', () => {
    expect(zones.offsetOf('Europe/Berlin', NOVEMBER)).toBe('GMT+1');
    expect(zones.offsetOf('Europe/Berlin', Date.UTC(2026, 6, 1))).toBe('GMT+2');
  });

  it('offers every zone once, UTC and the own one among them', () => {
    const choices = zones.zoneChoices(NOVEMBER, 'Asia/Kathmandu');
    const values = choices.map(({ value }) => value);
    expect(new Set(values).size).toBe(values.length);
    expect(values).toEqual(expect.arrayContaining(['UTC', 'Asia/Kathmandu', 'Europe/Berlin']));
    expect(choices.find(({ value }) => value === 'Europe/Berlin')).toMatchObject({
      label: 'Berlin',
      detail: 'GMT+1',
    });
  });
});
