import { AI_CONNECTION_KINDS, type AiModel } from '../../shared/domain/ai.ts';
import { AI_PRESETS } from '../../shared/domain/ai-presets.ts';
import { BUILT_IN_PROMPTS } from '../../shared/domain/prompts/built-in.ts';
import { PROMPT_FEATURES, type PromptFeature } from '../../shared/domain/prompts/features.ts';
import { variablesIn } from '../../shared/domain/prompts/template.ts';
import { PROMPT_VARIABLES, type PromptVariable } from '../../shared/domain/prompts/variables.ts';
import { refusal } from '../ai/call-problem.ts';

const TITLES: Readonly<Record<PromptFeature, string>> = {
  generate: 'Writing posts',
  optimise: 'Improving a post',
  hashtags: 'Hashtags',
  caption: 'Captions',
  describe: 'Describing a picture',
  translate: 'Translating',
  repurpose: 'One for every network',
  reply: 'Answers to a comment',
  plan: 'Planning a month',
  score: 'A second opinion on a post',
  shorten: 'Shortening what is too long',
};

/** What most of them send, in a word each; what it stands for is told once. */
const COMMON = ['client', 'voice', 'language', 'network', 'limits', 'today', 'wish'];

/** What goes along with a prompt besides its words. */
const BESIDES: Readonly<Partial<Record<PromptFeature, string>>> = {
  describe: 'the picture itself, made small',
  caption: 'the picture itself, made small, where you choose that and the model sees',
};

/** What a feature sends, by the prompt that everybody begins with. */
export function sentBy(feature: PromptFeature): {
  own: PromptVariable[];
  fenced: PromptVariable[];
} {
  const used = variablesIn(BUILT_IN_PROMPTS[feature]);
  const sent = PROMPT_VARIABLES[feature].filter(({ name }) => used.includes(name));
  return {
    own: sent.filter(({ type }) => type !== 'data'),
    fenced: sent.filter(({ type }) => type === 'data'),
  };
}

/** docs/ai.md: what is sent where, from the prompts, the presets and the refusals themselves. */
export function aiPage(): string {
  return `# AI: connect a service, what is sent where

<!-- Made by \`npm run docs\` from the sources. -->

ClientNest has no AI of its own and no server. Each request goes straight from your computer to the service that you connect in
*Settings → AI*, with your own key. Without a connection everything else works.

## Connect a service

${table(
  [
    'service',
    'address',
    'what you need',
    'models at first, dollars for a million tokens: read, read from its store, written',
  ],
  AI_CONNECTION_KINDS.map((kind) => {
    const { name, baseUrl, models, keyPage, isLocal } = AI_PRESETS[kind];
    return [
      name,
      baseUrl === '' ? 'any that speaks OpenAI’s protocol' : `\`${baseUrl}\``,
      keyPage !== null
        ? `a key from <${keyPage}>, and some balance`
        : isLocal
          ? 'it has to be started, with a model in it; no key'
          : 'its address over https, a key where it wants one',
      models.length > 0 ? models.map(priced).join('; ') : 'asked of the service itself; no price',
    ];
  }),
)}

1. *Add a connection*, choose the service, paste the key, *Save and test*. The test asks for one word and costs a few tokens.
2. For Ollama pull a model first (\`ollama pull …\`); for LM Studio load one and start its server. *Ask which models there are*
   puts their names into the table.
3. Where a model has no price, its requests are counted in tokens and cost nothing in the bills. Prices change: look at yours.
${AI_CONNECTION_KINDS.flatMap((kind) => {
  const { name, prices } = AI_PRESETS[kind];
  return prices === null ? [] : [`   ${name}’s were ${lower(prices)}\n`];
}).join('')}
The key goes into the system's keychain. It is never in a file, a log, a bill or a page, also where a service quotes it in a
refusal, and it is forgotten where you change the address to another host. Redirects are not followed. Plain http is for this
computer only.

## What leaves your computer, for each feature

Only what stands here, to the host of the connection, when you press the button. Words of others are fenced: between random
marks, as material, after the rule that nothing within is an instruction. Whatever comes back is a draft.

${table(
  ['feature', 'what is sent', 'as material, fenced', 'and of these'],
  PROMPT_FEATURES.map((feature) => {
    const { own, fenced } = sentBy(feature);
    const besides = BESIDES[feature];
    const isCommon = ({ name }: PromptVariable) => COMMON.includes(name);
    return [
      `${TITLES[feature]} (\`${feature}\`)`,
      words(own.filter((variable) => !isCommon(variable))),
      [words(fenced), ...(besides ? [besides] : [])].join('; '),
      own
        .filter(isCommon)
        .map(({ name }) => name)
        .join(', '),
    ];
  }),
)}

${COMMON.map((name) => {
  const variables = Object.values(PROMPT_VARIABLES).flat();
  return `*${name}*: ${words(variables.filter((one) => one.name === name).slice(0, 1))}`;
}).join('. ')}.

With it go the prompt's own words (*Studio* shows and changes them), the name of the model, how many tokens the answer may have,
and \`ClientNest\` with its version. The test of a connection sends one sentence that is always the same. Where an answer is not of
the shape that was asked for, it is sent back once with what is wrong. Never sent: keys of networks, other clients, anything
about your computer.

- *What was sent* beside every request shows it word for word; it is kept in the encrypted workspace and erased with the client.
- *Mask e-mail addresses and telephone numbers* (a switch of each connection) puts \`[e-mail 1]\` and \`[phone 1]\` in their place
  before anything leaves, in all words that are sent. It does not look into pictures.
- With Ollama and LM Studio on this computer nothing leaves it.

## Bills and budgets

Each request is in the ledger with its tokens, its cost by the table as it stood then, its client, feature, model, prompt version
and time, also where it failed or was stopped. The service's own count is taken; where it sends none, or one that can't be, tokens
are estimated and marked *about*, *estimate* in the CSV. A budget is for a month of your time zone, in dollars or tokens, of one client
or of all. It warns from the share that you choose. At its end it stops: what waits is not sent, what is being written ends within a
few words, and what had come is shown and kept.

## When it is down

What begins to answer is never asked for twice by itself, since it would be billed twice. What nothing has come of is tried again,
up to four times, as late as the service asks for; longer than two minutes nobody waits. A stream that says nothing for half a
minute is given up, and so is one that does not end. After a restart what waited goes on; what had begun is kept as it was.

${table(
  ['answer', 'what ClientNest says', 'tried again'],
  [401, 402, 404, 422, 429, 500, 503, 307].map((status) => {
    const { message, passes } = refusal(TOLD, status, { code: null, message: null }, null);
    return [String(status), message, passes ? 'yes' : 'no'];
  }),
)}
`;
}

const TOLD = {
  ...({ name: 'DeepSeek', kind: 'deepseek', baseUrl: AI_PRESETS.deepseek.baseUrl } as const),
  model: AI_PRESETS.deepseek.models[0]?.name ?? '',
};

const priced = ({ name, price }: AiModel): string =>
  price ? `${name} ${[price.in, price.cached, price.out].map(dollars).join(', ')}` : name;

const dollars = (millionths: number): string => `$${millionths / 1_000_000}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

const words = (variables: readonly PromptVariable[]): string =>
  variables.map(({ about }) => lower(about)).join('; ');

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
