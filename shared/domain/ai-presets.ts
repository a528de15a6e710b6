import type { AiConnectionKind, AiModel } from './ai.ts';

/** What a connection of a kind begins with. Everything in it can be changed. */
export interface AiPreset {
  name: string;
  baseUrl: string;
  models: readonly AiModel[];
  /** It answers nothing without a key. */
  needsKey: boolean;
  /** It runs on this computer, so nothing leaves it. */
  isLocal: boolean;
  /** Where a key is made; null where none is needed. */
  keyPage: string | null;
  /** What the prices are, and the day on which they were read; null where there are none. */
  prices: string | null;
}

const model = (name: string, sees: boolean, context: number, price: AiModel['price']) => ({
  ...{ name, sees, context, price },
});

export const AI_PRESETS: Readonly<Record<AiConnectionKind, AiPreset>> = {
  deepseek: {
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com',
    // api-docs.deepseek.com/quick_start/pricing: the dearer hours, so that no bill is told too low.
    models: [
      model('deepseek-flash', true, 1_000_000, { in: 300_000, cached: 6000, out: 1_200_000 }),
      model('deepseek-v4-pro', false, 1_000_000, { in: 1_320_000, cached: 44_000, out: 3_960_000 }),
    ],
    needsKey: true,
    isLocal: false,
    keyPage: 'https://platform.deepseek.com/api_keys',
    prices:
      'Read on 27 October 2026: those of the peak hours (01:00–04:00 and 06:00–10:00 UTC on weekdays). At other times DeepSeek asks half.',
  },
  openai: {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    models: [
      model('gpt-6-luna', true, 1_050_000, { in: 100_000, cached: 10_000, out: 500_000 }),
      model('gpt-6.1-terra', true, 1_050_000, { in: 1_000_000, cached: 50_000, out: 5_000_000 }),
    ],
    needsKey: true,
    isLocal: false,
    keyPage: 'https://platform.openai.com/api-keys',
    prices: 'Read on 27 October 2026: the standard ones, below 272,000 tokens a request.',
  },
  ollama: {
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    models: [],
    needsKey: false,
    isLocal: true,
    keyPage: null,
    prices: null,
  },
  lmstudio: {
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    models: [],
    needsKey: false,
    isLocal: true,
    keyPage: null,
    prices: null,
  },
  other: {
    name: 'Another service',
    baseUrl: '',
    models: [],
    needsKey: false,
    isLocal: false,
    keyPage: null,
    prices: null,
  },
};
