import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessLock, holding } from '../../../electron/database/process-lock.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'runner.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock between processes', () => {
  it('has one holder, and the next one takes it when that lets go', () => {
    const one = createProcessLock(file);
    const two = createProcessLock(file);
    expect([one.take(), one.take(), one.held()]).toEqual([true, true, true]);
    expect([two.take(), two.held()]).toEqual([false, false]);
    one.release();
    expect([one.held(), two.take()]).toEqual([false, true]);
    two.release();
  });

  it('stays with its holder, however forgotten, until that is killed', async () => {
    const source = new URL('../../../electron/database/process-lock.ts', import.meta.url).href;
    const code = `
      const { createProcessLock } = await import(${JSON.stringify(source)});
      const taken = createProcessLock(${JSON.stringify(file)}).take();
      await new Promise((resolve) => setImmediate(resolve));
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
      console.log(taken);
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', code]);
    const [said] = await once(holder.stdout, 'data');
    expect(String(said).trim()).toBe('true');
    const lock = createProcessLock(file);
    expect(lock.take()).toBe(false);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(lock.take()).toBe(true);
    lock.release();
  });

  it('runs work alone, waits its turn and gives up in time', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 60));
      order.push(`${name} out`);
      return name;
    };
    const answers = await Promise.all([
      holding(createProcessLock(file), 2000, work('one')),
      holding(createProcessLock(file), 2000, work('two')),
      holding(createProcessLock(file), 1, work('three')),
    ]);
    expect(answers).toEqual(['one', 'two', null]);
    expect(order).toEqual(['one in', 'one out', 'two in', 'two out']);
    await expect(
      holding(createProcessLock(file), 10, () => Promise.reject(new Error('x'))),
    ).rejects.toThrow('x');
    expect(createProcessLock(file).take()).toBe(true);
  });
});
