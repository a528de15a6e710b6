import { describe, expect, it } from 'vitest';
import { defaultUserData, readArguments } from '../../../../electron/cli/arguments.ts';

const env = { HOME: '/home/ada' };

describe('the command line', () => {
  it('calls a route, with an empty input unless there is one', () => {
    expect(readArguments(['clients.list'], env)).toEqual({
      kind: 'call',
      route: 'clients.list',
      input: '{}',
      userData: defaultUserData(env),
      passphraseEnv: null,
    });
    expect(
      readArguments(
        ['--user-data', '/tmp/w', '--passphrase-env', 'PW', 'clients.get', '{"id":"1"}'],
        env,
      ),
    ).toMatchObject({
      route: 'clients.get',
      input: '{"id":"1"}',
      userData: '/tmp/w',
      passphraseEnv: 'PW',
    });
  });

  it('finds the folder in the option, then the environment, then where the app has it', () => {
    const named = { ...env, CLIENTNEST_USER_DATA: '/tmp/env' };
    expect(readArguments(['serve'], named)).toMatchObject({ kind: 'serve', userData: '/tmp/env' });
    expect(readArguments(['serve', '--user-data', '/tmp/arg'], named)).toMatchObject({
      userData: '/tmp/arg',
    });
    expect(defaultUserData(env, 'linux')).toBe('/home/ada/.config/ClientNest');
    expect(defaultUserData({ ...env, XDG_CONFIG_HOME: '/cfg' }, 'linux')).toBe('/cfg/ClientNest');
    expect(defaultUserData(env, 'darwin')).toBe('/home/ada/Library/Application Support/ClientNest');
  });

  it.each([
    [[]],
    [['--nonsense', 'clients.list']],
    [['--user-data']],
    [['clients.list', '{}', 'more']],
    [['serve', '{}']],
  ])('refuses %j', (args) => {
    expect(readArguments(args, env)).toMatchObject({ kind: 'wrong', reason: expect.any(String) });
  });

  it('helps', () => {
    expect(readArguments(['--help'], env)).toEqual({ kind: 'help' });
    expect(readArguments(['-h', 'clients.list'], env)).toEqual({ kind: 'help' });
  });
});
