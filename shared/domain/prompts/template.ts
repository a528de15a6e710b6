import { fail, ok, type Result } from '../../ipc/route.ts';
import { fenced, fenceRule, wellFormed } from './fence.ts';
import type { PromptValue, PromptValues, PromptVariable } from './variables.ts';

/** What a version of a prompt says. */
export interface PromptText {
  system: string;
  user: string;
}

export interface PromptMessage {
  role: 'system' | 'user';
  content: string;
}

export type TemplateProblem = 'unknown_variable' | 'variable_left_out' | 'broken_template';
export type ValueProblem = 'missing_value' | 'wrong_value';

const VARIABLE = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;
/** One line is no longer than this, in characters. */
const LONGEST_LINE = 500;

/** The variables that a template speaks of, each once, in their order. */
export const variablesIn = ({ system, user }: PromptText): string[] => [
  ...new Set([...`${system}\n${user}`.matchAll(VARIABLE)].map(([, name = '']) => name)),
];

/** Whether a template may be kept: it speaks only of what there is, and of all that it can't do without. */
export function checkTemplate(
  text: PromptText,
  variables: readonly PromptVariable[],
): Result<null, TemplateProblem> {
  const without = `${text.system}\n${text.user}`.replace(VARIABLE, '');
  const broken = /\{\{|\}\}/.exec(without);
  if (broken)
    return fail(
      'broken_template',
      `“${broken[0]}” stands alone. Write a variable as {{topic}}: two braces, its name, two braces.`,
    );
  if (text.user.trim() === '')
    return fail('broken_template', 'The prompt asks for nothing. Write what is to be done.');
  const used = variablesIn(text);
  const unknown = used.filter((name) => variables.every((one) => one.name !== name));
  if (unknown[0] !== undefined)
    return fail(
      'unknown_variable',
      `There is no {{${unknown[0]}}} here. Use one of: ${variables.map(({ name }) => name).join(', ')}.`,
      { variables: unknown },
    );
  const left = variables.filter(({ name, required }) => required && !used.includes(name));
  const needed = left.filter(({ type }) => type === 'data' || type === 'text' || type === 'list');
  if (needed[0])
    return fail(
      'variable_left_out',
      `Without {{${needed[0].name}}} the model never sees it: ${lower(needed[0].about)}. Put it back.`,
      { variables: needed.map(({ name }) => name) },
    );
  return ok(null);
}

/** Whether values are there and of their type; what is too much is told as well. */
export function checkValues(
  used: readonly string[],
  variables: readonly PromptVariable[],
  values: PromptValues,
): Result<null, ValueProblem | 'unknown_variable'> {
  for (const name of Object.keys(values))
    if (variables.every((one) => one.name !== name))
      return fail('unknown_variable', `This prompt knows no {{${name}}}. Leave it out.`, {
        variables: [name],
      });
  for (const variable of variables) {
    const { name, type, required, about } = variable;
    const value = values[name];
    if (value !== undefined && !fits(value, type))
      return fail('wrong_value', `{{${name}}} has to be ${TYPES[type]}: ${lower(about)}.`, {
        variables: [name],
      });
    if (required && used.includes(name) && isEmpty(value))
      return fail('missing_value', `{{${name}}} is missing: ${lower(about)}. Fill it in.`, {
        variables: [name],
      });
  }
  return ok(null);
}

const TYPES = {
  line: 'one line',
  text: 'a text',
  data: 'a text',
  list: 'a list',
  number: 'a whole number',
} as const;

function fits(value: PromptValue, type: PromptVariable['type']): boolean {
  if (type === 'number') return Number.isSafeInteger(value);
  if (type === 'list') return Array.isArray(value) && value.every((one) => typeof one === 'string');
  return typeof value === 'string';
}

const isEmpty = (value: PromptValue | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export interface Rendering {
  text: PromptText;
  variables: readonly PromptVariable[];
  values: PromptValues;
  /** Random letters and digits, new for each request. */
  marker: string;
  /** How the answer has to look, which no template can change. */
  answer: string;
}

/**
 * The messages that are sent. Values are put in once: braces in them stay what they are. A line whose variables are
 * all empty is left out.
 */
export function renderPrompt({
  text,
  variables,
  values,
  marker,
  answer,
}: Rendering): Result<PromptMessage[], TemplateProblem | ValueProblem> {
  const checked = checkTemplate(text, variables);
  if (!checked.ok) return checked;
  const filled = checkValues(variablesIn(text), variables, values);
  if (!filled.ok) return filled;
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const fill = (template: string): string =>
    template
      .split('\n')
      .flatMap((line) => {
        const names = [...line.matchAll(VARIABLE)].map(([, name = '']) => name);
        if (names.length > 0 && names.every((name) => isEmpty(values[name]))) return [];
        return line.replace(VARIABLE, (_, name: string) => {
          const variable = byName.get(name);
          return variable ? written(variable, values[name], marker) : '';
        });
      })
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  const hasData = variablesIn(text).some((name) => byName.get(name)?.type === 'data');
  const system = [hasData ? fenceRule(marker) : '', fill(text.system), answer]
    .filter(Boolean)
    .join('\n\n');
  return ok([
    { role: 'system', content: system },
    { role: 'user', content: fill(text.user) },
  ]);
}

function written(
  { name, type }: PromptVariable,
  value: PromptValue | undefined,
  marker: string,
): string {
  if (value === undefined || isEmpty(value)) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.map((one) => `- ${oneLine(one, marker)}`).join('\n');
  if (type === 'data') return fenced(name, value, marker);
  return type === 'line'
    ? oneLine(value, marker)
    : wellFormed(value).replaceAll(marker, '…').trim();
}

const oneLine = (value: string, marker: string): string =>
  [...wellFormed(value).replaceAll(marker, '…').replace(/\s+/gu, ' ').trim()]
    .slice(0, LONGEST_LINE)
    .join('');

const lower = (about: string): string => about.charAt(0).toLowerCase() + about.slice(1);

/** Values as they are kept and typed in fields: strings, of which numbers and lists are made. */
export function valuesFrom(
  variables: readonly PromptVariable[],
  typed: Readonly<Record<string, string>>,
): PromptValues {
  const values: Record<string, PromptValue> = {};
  for (const [name, value] of Object.entries(typed)) {
    const type = variables.find((one) => one.name === name)?.type;
    if (type === 'list')
      values[name] = value
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    else if (type === 'number' && /^\s*-?\d+\s*$/.test(value)) values[name] = Number(value);
    else values[name] = value;
  }
  return values;
}
