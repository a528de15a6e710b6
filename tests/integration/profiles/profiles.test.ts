import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
beforeEach(() => {
  workspace = openServices();
});
afterEach(() => workspace.close());

const ada = { name: 'Ada', email: 'ada@example.com', bio: null, timeZone: 'Europe/Berlin' };

describe('the profile', () => {
  it('is null before the first run, and times are UTC', () => {
    expect(workspace.profiles.get()).toBeNull();
    expect(workspace.profiles.timeZone()).toBe('UTC');
  });

  it('is one, however often it is saved', () => {
    const first = workspace.profiles.save(ada);
    workspace.clock.advance(5000);
    const second = workspace.profiles.save({ ...ada, name: 'Ada L.', timeZone: 'Asia/Tokyo' });
    expect(second).toEqual({
      ...first,
      name: 'Ada L.',
      timeZone: 'Asia/Tokyo',
      updatedAt: first.updatedAt + 5000,
    });
    expect(workspace.profiles.get()).toEqual(second);
    expect(workspace.profiles.timeZone()).toBe('Asia/Tokyo');
    expect(workspace.database.raw.prepare('SELECT count(*) FROM profiles').pluck().get()).toBe(1);
  });

  it('keeps nothing where nothing was written', () => {
    expect(workspace.profiles.save({ ...ada, email: null, bio: '' })).toMatchObject({
      email: null,
      bio: null,
    });
  });

  it('tells of a change', () => {
    workspace.profiles.save(ada);
    expect(workspace.told).toEqual([{ name: 'profile.changed', payload: {} }]);
  });
});
