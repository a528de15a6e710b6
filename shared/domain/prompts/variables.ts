import type { PromptFeature } from './features.ts';

/**
 * What may stand in a variable. `line`: one line. `text`: several. `list`: one thing a line. `number`: a whole one.
 * `data`: somebody else's words, or words to work on: they are fenced, and never read as an instruction.
 */
export type VariableType = 'line' | 'text' | 'list' | 'number' | 'data';

export interface PromptVariable {
  name: string;
  type: VariableType;
  /** A prompt without it can't be sent. */
  required: boolean;
  /** What it stands for, for the person who writes the prompt. */
  about: string;
  /** Stands in a preview where there is nothing real. */
  sample: string;
}

const variable = (
  name: string,
  type: VariableType,
  about: string,
  sample: string,
  required = false,
): PromptVariable => ({ name, type, required, about, sample });

const CLIENT = variable('client', 'line', 'The client’s name', 'Ada’s Bakery', true);
const VOICE = variable(
  'voice',
  'text',
  'How the client sounds: tone, audience, language, words, and posts that were approved',
  'Tone: warm and plain.',
);
const LANGUAGE = variable('language', 'line', 'The client’s language, such as en-GB', 'en-GB');
const TODAY = variable('today', 'line', 'The day, such as Monday, 23 November 2026', '');
const NETWORK = variable('network', 'line', 'The network’s name', 'Bluesky', true);
const LIMITS = variable(
  'limits',
  'text',
  'What the networks take: characters, hashtags, links',
  'Bluesky: at most 300 characters.',
  true,
);
const POST = variable(
  'post',
  'data',
  'The post as it is',
  'Fresh rye bread from six on Saturday.',
  true,
);
const ASK = variable('wish', 'text', 'What the person asks for besides', '');

/** The variables of each feature, by which its templates are checked. */
export const PROMPT_VARIABLES: Readonly<Record<PromptFeature, readonly PromptVariable[]>> = {
  generate: [
    variable('topic', 'text', 'What the post is about', 'Our first Stollen of the year', true),
    variable('count', 'number', 'How many variants of each', '3', true),
    ...[LIMITS, CLIENT, VOICE, LANGUAGE, TODAY, ASK],
  ],
  optimise: [
    POST,
    variable('goals', 'list', 'What is to become better', 'Clearer\nMore answers', true),
    ...[NETWORK, LIMITS, CLIENT, VOICE, LANGUAGE, ASK],
  ],
  hashtags: [
    POST,
    variable('count', 'number', 'How many at most', '5', true),
    variable('known', 'list', 'Hashtags that the client has used', '#bakery\n#sourdough'),
    ...[NETWORK, LIMITS, CLIENT, LANGUAGE, ASK],
  ],
  caption: [
    variable('picture', 'data', 'What the picture shows', 'A loaf of rye on a board', true),
    variable('count', 'number', 'How many captions', '3', true),
    ...[NETWORK, LIMITS, CLIENT, VOICE, LANGUAGE, ASK],
  ],
  describe: [
    variable('limit', 'number', 'Characters that it may have', '1000', true),
    variable('post', 'data', 'The post that the picture goes with', 'Fresh rye bread from six.'),
    ...[CLIENT, LANGUAGE, ASK],
  ],
  translate: [
    POST,
    variable('into', 'line', 'The language to translate into', 'German', true),
    ...[LIMITS, CLIENT, VOICE, ASK],
  ],
  repurpose: [
    variable(
      'source',
      'data',
      'The post, article or page to start from',
      'Why rye takes two days',
      true,
    ),
    ...[LIMITS, CLIENT, VOICE, LANGUAGE, ASK],
  ],
  reply: [
    variable('comment', 'data', 'The comment to answer', 'Do you have rye today?', true),
    variable('author', 'data', 'Who wrote it', '@lena'),
    variable('thread', 'data', 'What was said before', ''),
    variable('post', 'data', 'The post that it stands under', 'Fresh rye bread from six.'),
    variable('tone', 'line', 'How the answer is to sound', 'friendly', true),
    variable('count', 'number', 'How many answers to choose from', '3', true),
    ...[NETWORK, LIMITS, CLIENT, VOICE, LANGUAGE, ASK],
  ],
  plan: [
    variable('month', 'line', 'The days that are planned', '1 to 31 December 2026', true),
    variable('accounts', 'list', 'The accounts, each with its code', 'a1: Bluesky @ada.test', true),
    variable('goals', 'list', 'What the month is for', 'Sell Stollen\nFind an apprentice', true),
    variable(
      'slots',
      'list',
      'Times that are free, each with the codes of its accounts',
      '2026-12-01 09:00 (a1)',
      true,
    ),
    variable('holidays', 'list', 'Holidays and days to remember', '2026-12-06 St Nicholas'),
    variable('best', 'list', 'Times that did well', 'Wednesday 09:00'),
    variable(
      'taken',
      'data',
      'What is planned already, and what was said lately',
      '2026-12-03 Opening hours',
    ),
    variable('categories', 'list', 'Categories that the client uses', 'Behind the scenes'),
    variable('count', 'number', 'How many posts', '12', true),
    ...[LIMITS, CLIENT, VOICE, LANGUAGE, ASK],
  ],
  score: [POST, ...[NETWORK, LIMITS, CLIENT, VOICE, LANGUAGE]],
  shorten: [
    POST,
    variable('limit', 'number', 'Characters that it may have', '300', true),
    variable('over', 'number', 'By how many it is too long', '42'),
    ...[NETWORK, CLIENT, VOICE, LANGUAGE],
  ],
};

export type PromptValue = string | number | readonly string[];
export type PromptValues = Readonly<Record<string, PromptValue | undefined>>;
