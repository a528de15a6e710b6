import { describe, expect, it } from 'vitest';
import { AI_MUTATIONS } from '../mutations.ts';
import { type AiReport, killAi } from './kills.ts';

/** So many short ones are played until one gives a broken queue away. */
const STORIES = 4;

describe('a process that is killed while it asks a model', () => {
  it('loses no request, asks for none again whose answer had begun, and bills each once', async () => {
    const report = await killAi({ kills: 12, seed: 20261123 });
    console.info(
      `${report.wanted} requests, ${report.inTheMiddle} killed in the middle: ${JSON.stringify(report.states)}`,
    );
    expect(report).toMatchObject({ lost: [], askedAgain: [], billedWrong: [] });
    expect(report.wanted).toBeGreaterThan(20);
    expect(report.inTheMiddle).toBeGreaterThan(3);
  });

  const found: Record<(typeof AI_MUTATIONS)[number], (report: AiReport) => readonly string[]> = {
    'ask-all-again': ({ askedAgain }) => askedAgain,
    'want-before-commit': ({ lost }) => lost,
  };
  it.each(AI_MUTATIONS)('is found out where its queue is broken: %s', async (mutation) => {
    let signs: readonly string[] = [];
    for (let seed = 7; seed < 7 + STORIES && signs.length === 0; seed++)
      signs = found[mutation](await killAi({ kills: 6, seed, mutation }));
    expect(signs).not.toEqual([]);
  });
});
