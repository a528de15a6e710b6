import type { z } from 'zod';

/**
 * What a caller must be allowed to do. `anyone` works before the workspace is unlocked.
 * `local_files` names paths on this machine, so it is for the command line only: a hostile
 * renderer must not be able to read files through us.
 */
export type Permission = 'anyone' | 'read' | 'edit' | 'publish' | 'manage' | 'local_files';

/** Codes that any route may answer with, whatever it declares. */
export const COMMON_ERRORS = [
  'invalid_input',
  'forbidden',
  'locked',
  'unknown_route',
  'unexpected',
] as const;
export type CommonErrorCode = (typeof COMMON_ERRORS)[number];

/** An error as data: a stable code, a sentence for a freelancer with the next step, and details for the screen. */
export interface AppError<Code extends string = string> {
  code: Code;
  message: string;
  details?: Record<string, unknown>;
}

export type Result<Value, Code extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; error: AppError<Code> };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const fail = <Code extends string>(
  code: Code,
  message: string,
  details?: Record<string, unknown>,
): { ok: false; error: AppError<Code> } => ({
  ok: false,
  error: details ? { code, message, details } : { code, message },
});

export interface RouteDeclaration<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Code extends string = string,
> {
  /** One sentence for the API reference. */
  summary: string;
  input: Input;
  output: Output;
  /** Codes of this route besides the common ones. */
  errors: readonly Code[];
  requires: Permission;
}

/**
 * Declares a route once, for both sides of the bridge. Its schemas are made when they are first looked at:
 * at start a handful of routes is called, and building a schema costs more than using it.
 */
export const route = <
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Code extends string = never,
>(
  declare: () => RouteDeclaration<Input, Output, Code>,
): Readonly<RouteDeclaration<Input, Output, Code>> => {
  let declaration: RouteDeclaration<Input, Output, Code> | null = null;
  const declared = () => {
    declaration ??= declare();
    return declaration;
  };
  return {
    get summary() {
      return declared().summary;
    },
    get input() {
      return declared().input;
    },
    get output() {
      return declared().output;
    },
    get errors() {
      return declared().errors;
    },
    get requires() {
      return declared().requires;
    },
  };
};
