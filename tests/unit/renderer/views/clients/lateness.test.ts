import { expect, it } from 'vitest';
import {
  LATENESS_PRESETS,
  latenessLabel,
  latenessSentence,
  latenessText,
  readMinutes,
} from '../../../../../renderer/views/clients/lateness.ts';
import { DEFAULT_LATENESS } from '../../../../../shared/domain/lateness.ts';

it('says a time in full, rounding nothing', () => {
  expect([1, 90, 120, 1440, 10_080].map(latenessText)).toEqual([
    '1 minute',
    '1 hour and 30 minutes',
    '2 hours',
    '1 day',
    '7 days',
  ]);
  expect(latenessText(1501)).toBe('1 day, 1 hour and 1 minute');
});

it('says what happens, also where nothing may be late', () => {
  expect(LATENESS_PRESETS).toContain(DEFAULT_LATENESS);
  expect(latenessLabel(0)).toBe('Only on time');
  expect(latenessSentence(0)).toMatch(/asks you what to do/);
  expect(latenessSentence(30)).toMatch(/up to 30 minutes late\. After that ClientNest asks you/);
});

it('takes whole minutes up to a week', () => {
  expect(['0', ' 45 ', '10080'].map(readMinutes)).toEqual([0, 45, 10_080]);
  expect(['', '-1', '1.5', 'two', '10081'].map(readMinutes)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
