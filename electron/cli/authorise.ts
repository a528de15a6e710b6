import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Envelope, RouteInput, RouteName } from '../../shared/ipc/contract.ts';
import type { Authorisation } from '../../shared/ipc/views.ts';

/** Calls a route by its name, as the command line does. */
export type Call = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
) => Promise<Envelope<Name>>;

export interface Terminal {
  /** What the person types or another program sends, by lines. */
  input: NodeJS.ReadableStream;
  /** For the person; the answer goes elsewhere. */
  say(text: string): void;
}

type Answer = Envelope<'accounts.authorisation'> | Envelope<'accounts.authorise'>;

/** How often it is asked how far it is, ms. */
const EVERY = 300;

/**
 * Signs in through a browser from a terminal: says which page to open, and waits until somebody came back from it.
 * What the person pastes meanwhile is the address or the code that the browser ended on.
 * @param input as `accounts.authorise` takes it; it is checked there
 * @returns how it ended
 */
export async function authorise(call: Call, input: unknown, terminal: Terminal): Promise<Answer> {
  const begun = await call('accounts.authorise', input as RouteInput<'accounts.authorise'>);
  if (!begun.ok) return begun;
  const { id, url, redirect } = begun.value;
  terminal.say(`Open this page and allow ClientNest there:\n\n  ${url}\n\n${HINTS[redirect]}\n`);
  const lines: string[] = [];
  const reading = createInterface({ input: terminal.input });
  let isAtEnd = false;
  reading.on('line', (line) => void lines.push(line.trim()));
  reading.on('close', () => {
    isAtEnd = true;
  });
  let hasAsked = false;
  try {
    for (;;) {
      const answer = await call('accounts.authorisation', { id });
      if (!answer.ok) return answer;
      const { state } = answer.value;
      if (state === 'done' || state === 'failed') return answer;
      if (state === 'choosing' && !hasAsked) terminal.say(choiceOf(answer.value));
      hasAsked ||= state === 'choosing';
      const line = lines[0];
      const isChoice = line !== undefined && /^(all|[\d\s,]+)$/i.test(line);
      if (state === 'waiting' && line && !isChoice) await paste(call, id, lines, terminal);
      else if (state === 'choosing' && line !== undefined) {
        lines.shift();
        await choose(call, answer.value, line, terminal);
      } else if (state === 'choosing' && isAtEnd) {
        terminal.say('Nobody chose, so nothing was connected.\n');
        return call('accounts.cancelAuthorisation', { id });
      } else if (line === '') lines.shift();
      else await wait(EVERY);
    }
  } finally {
    reading.close();
    // An open input would hold the process.
    if ('unref' in terminal.input) (terminal.input as NodeJS.ReadStream).unref();
  }
}

async function paste(call: Call, id: string, lines: string[], terminal: Terminal): Promise<void> {
  const taken = await call('accounts.finishAuthorisation', { id, answer: lines.shift() ?? '' });
  if (!taken.ok) terminal.say(`${taken.error.message}\n`);
}

async function choose(
  call: Call,
  { id, choices }: Authorisation,
  line: string,
  terminal: Terminal,
): Promise<void> {
  const isAll = line.toLowerCase() === 'all';
  const numbers = new Set(line.split(/[\s,]+/).map(Number));
  const chosen = choices.filter((_, at) => isAll || numbers.has(at + 1));
  const remoteIds = chosen.map(({ remoteId }) => remoteId);
  if (remoteIds.length === 0) return terminal.say('None of these. Type their numbers, or all.\n');
  const connected = await call('accounts.chooseAuthorised', { id, remoteIds });
  if (!connected.ok) terminal.say(`${connected.error.message}\n`);
}

const choiceOf = ({ choices }: Authorisation): string => {
  const list = choices.map(
    ({ handle, displayName, connected }, at) =>
      `  ${at + 1}  ${displayName} (@${handle})${CONNECTED[connected]}`,
  );
  return `Which of these? Type their numbers, or all:\n\n${list.join('\n')}\n\n`;
};

const CONNECTED = { no: '', here: ', connected already', elsewhere: ', of another client' };

const ELSEWHERE =
  'Where that browser runs on another computer, its last page does not load: paste its whole address here.';
const HINTS: Readonly<Record<Authorisation['redirect'], string>> = {
  'loopback-any': ELSEWHERE,
  'loopback-fixed': ELSEWHERE,
  'https-relay': ELSEWHERE,
  'manual-code':
    'Then paste here the code that it shows, or the whole address of the page that it ends on.',
};
