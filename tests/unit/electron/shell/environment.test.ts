import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../../electron/shell/environment.ts';

describe('readEnvironment', () => {
  const env = {
    CLIENTNEST_USER_DATA: '/elsewhere',
    CLIENTNEST_SCREENSHOT: '/picture.png',
    ELECTRON_RENDERER_URL: 'http://localhost:5173',
  };

  it('has hooks in development', () => {
    expect(readEnvironment(env, false)).toEqual({
      userData: '/elsewhere',
      screenshot: '/picture.png',
      rendererUrl: 'http://localhost:5173',
      checkOutput: true,
    });
  });

  it('leaves answers unchecked for benchmarks only', () => {
    expect(readEnvironment({ CLIENTNEST_CHECK_OUTPUT: '0' }, false).checkOutput).toBe(false);
  });

  it('has none in the packaged application', () => {
    const nothing = { userData: null, screenshot: null, rendererUrl: null, checkOutput: false };
    expect(readEnvironment(env, true)).toEqual(nothing);
    expect(readEnvironment({ ...env, CLIENTNEST_TEST: 'yes' }, true)).toEqual(nothing);
  });

  it('never takes pages from a server in the packaged application, not even under test', () => {
    const underTest = readEnvironment({ ...env, CLIENTNEST_TEST: '1' }, true);
    expect(underTest).toMatchObject({ userData: '/elsewhere', rendererUrl: null });
  });
});
