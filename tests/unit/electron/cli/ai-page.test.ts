import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aiPage, sentBy } from '../../../../electron/cli/ai-page.ts';
import { AI_PRESETS } from '../../../../shared/domain/ai-presets.ts';
import { BUILT_IN_PROMPTS } from '../../../../shared/domain/prompts/built-in.ts';
import { PROMPT_FEATURES } from '../../../../shared/domain/prompts/features.ts';
import { renderPrompt } from '../../../../shared/domain/prompts/template.ts';
import { PROMPT_VARIABLES, type PromptValue } from '../../../../shared/domain/prompts/variables.ts';

const page = aiPage();
const rowOf = (feature: string) =>
  page.split('\n').find((line) => line.includes(`(\`${feature}\`)`)) ?? '';

describe('the page on AI', () => {
  it('is what the sources say today', () => {
    const kept = readFileSync(join(import.meta.dirname, '../../../../docs/ai.md'), 'utf8');
    expect(kept).toBe(page);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each(PROMPT_FEATURES)('names for %s exactly what its prompt sends', (feature) => {
    const variables = PROMPT_VARIABLES[feature];
    const values = Object.fromEntries(
      variables.map(({ name, type }, at): [string, PromptValue] => {
        const sign = `needle ${name}`;
        return [name, type === 'number' ? 7_000_000 + at : type === 'list' ? [sign] : sign];
      }),
    );
    const text = BUILT_IN_PROMPTS[feature];
    const rendered = renderPrompt({ text, variables, values, marker: 'mark', answer: '' });
    if (!rendered.ok) throw new Error(rendered.error.message);
    const sent = rendered.value.map(({ content }) => content).join('\n');
    const { own, fenced } = sentBy(feature);
    for (const variable of variables) {
      const value = values[variable.name];
      const sign = Array.isArray(value) ? value[0] : String(value);
      const isTold = [...own, ...fenced].includes(variable);
      expect(sent.includes(sign ?? ''), variable.name).toBe(isTold);
      const about = variable.about.charAt(0).toLowerCase() + variable.about.slice(1);
      if (!isTold) continue;
      const row = rowOf(feature);
      expect(row.includes(about) || row.split(/[ ,|]+/).includes(variable.name)).toBe(true);
      expect(page).toContain(about);
    }
    // What others wrote stands behind the rule, and between the marks.
    for (const { name } of fenced)
      expect(sent).toContain(`[[DATA mark ${name}]]\nneedle ${name}\n[[END mark]]`);
  });

  it('has every service with its address and its prices', () => {
    for (const { name, baseUrl, keyPage, models } of Object.values(AI_PRESETS)) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
      for (const part of [baseUrl, keyPage ?? '', ...models.map((model) => model.name)])
        expect(row).toContain(part);
      for (const { price } of models) expect(row).toContain(`$${(price?.out ?? 0) / 1_000_000}`);
    }
  });
});
