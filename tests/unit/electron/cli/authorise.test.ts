import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { authorise, type Call } from '../../../../electron/cli/authorise.ts';

/** Two accounts to choose from, as the core would answer; what was asked of it. */
function terminal() {
  const input = new PassThrough();
  const asked: { name: string; input: unknown }[] = [];
  let said = '';
  let state = 'choosing';
  const choices = ['one', 'two'].map((name) => ({
    ...{ remoteId: `id-${name}`, handle: name, displayName: name, followers: null },
    connected: 'no',
  }));
  const call = (async (name: string, of: unknown) => {
    asked.push({ name, input: of });
    if (name === 'accounts.chooseAuthorised') state = 'done';
    if (name === 'accounts.cancelAuthorisation') state = 'failed';
    const value = { id: 'a', url: 'http://127.0.0.1/', redirect: 'loopback-any', state, choices };
    return { ok: true, value };
  }) as unknown as Call;
  const say = (text: string) => {
    said += text;
  };
  const run = () => authorise(call, {}, { input, say });
  return { input, asked, run, said: () => said };
}
const chosen = ({ asked }: ReturnType<typeof terminal>) =>
  asked.find(({ name }) => name === 'accounts.chooseAuthorised')?.input;

it.each([
  ['2', ['id-two']],
  ['1, 2', ['id-one', 'id-two']],
  ['all', ['id-one', 'id-two']],
])('chooses by number: %s', async (line, remoteIds) => {
  const at = terminal();
  at.input.write(`7\n${line}\n`);
  expect(await at.run()).toMatchObject({ ok: true, value: { state: 'done' } });
  expect(chosen(at)).toEqual({ id: 'a', remoteIds });
  expect(at.said()).toContain('1  one (@one)');
  expect(at.said()).toContain('None of these');
});

it('connects nothing where nobody chooses', async () => {
  const at = terminal();
  at.input.end();
  expect(await at.run()).toMatchObject({ value: { state: 'failed' } });
  expect(chosen(at)).toBeUndefined();
});
