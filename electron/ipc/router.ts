import { contract, type Envelope, type RouteName } from '../../shared/ipc/contract.ts';
import {
  COMMON_ERRORS,
  fail,
  type Permission,
  type RouteDeclaration,
} from '../../shared/ipc/route.ts';
import type { Core } from '../core.ts';
import { coreHandlers, serviceHandlers } from './handlers/index.ts';
import { refuseInput } from './input-size.ts';
import { invalidInput, refusedInput } from './invalid-input.ts';

/** `window`: our page, which may be under somebody else's control one day. `cli`: the person at this machine. */
export type CallerKind = 'window' | 'cli';

const ALLOWED: Readonly<Record<CallerKind, ReadonlySet<Permission>>> = {
  window: new Set<Permission>(['anyone', 'read', 'edit', 'publish', 'manage']),
  cli: new Set<Permission>(['anyone', 'read', 'edit', 'publish', 'manage', 'local_files']),
};

export interface RouterOptions {
  /** Parses what handlers answer, too: in development and tests. */
  checkOutput: boolean;
}

type AnyHandler = (input: unknown, on: unknown) => unknown;

/**
 * The one way in: looks the route up, checks who asks and what is asked, runs the handler. Whatever
 * comes, the answer is an envelope; nothing is thrown.
 */
export function createRouter(core: Core, { checkOutput }: RouterOptions) {
  async function invoke(
    name: string,
    input: unknown,
    caller: { kind: CallerKind },
  ): Promise<Envelope<RouteName>> {
    try {
      return await answer(name, input, caller.kind);
    } catch (error) {
      core.noticeFailure(error, { route: String(name).slice(0, 80) });
      return fail('unexpected', 'Something went wrong here. Try again; the log has the reason.');
    }
  }

  async function answer(
    name: string,
    input: unknown,
    caller: CallerKind,
  ): Promise<Envelope<RouteName>> {
    if (typeof name !== 'string' || !Object.hasOwn(contract, name)) {
      return fail('unknown_route', 'ClientNest does not know that call.');
    }
    const route: RouteDeclaration = contract[name as RouteName];
    if (!ALLOWED[caller].has(route.requires)) {
      return fail('forbidden', 'This call is for the command line on this computer only.');
    }
    const services = core.services();
    if (route.requires !== 'anyone' && !services) {
      const { state, message } = core.status();
      return fail('locked', message ?? 'The workspace is not open yet.', { state });
    }
    const refused = refuseInput(input);
    if (refused) return refusedInput(refused);
    const parsed = route.input.safeParse(input);
    if (!parsed.success) return invalidInput(parsed.error.issues);

    const result = Object.hasOwn(coreHandlers, name)
      ? await (coreHandlers[name as keyof typeof coreHandlers] as AnyHandler)(parsed.data, core)
      : await (serviceHandlers[name as keyof typeof serviceHandlers] as AnyHandler)(
          parsed.data,
          services,
        );
    const envelope = result as Envelope<RouteName>;
    return checkOutput ? checked(name, route, envelope) : envelope;
  }

  /** Catches a handler that answers what its route does not declare. */
  function checked(
    name: string,
    route: RouteDeclaration,
    envelope: Envelope<RouteName>,
  ): Envelope<RouteName> {
    if (!envelope.ok) {
      const declared: readonly string[] = [...COMMON_ERRORS, ...route.errors];
      if (declared.includes(envelope.error.code)) return envelope;
      throw new Error(`${name} answered ${envelope.error.code}, which it does not declare`);
    }
    const output = route.output.safeParse(envelope.value);
    if (output.success) return envelope;
    const paths = output.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`);
    throw new Error(`${name} answered another shape than it declares: ${paths.join(', ')}`);
  }

  return { invoke };
}

export type Router = ReturnType<typeof createRouter>;
