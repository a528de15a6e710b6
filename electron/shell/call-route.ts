import type { Envelope, RouteInput, RouteName } from '../../shared/ipc/contract.ts';

/** Calls a route by its name. The router answers anything, also what no route would accept. */
export type Invoke = (name: string, input: unknown) => Promise<unknown>;
/** The same for the shell's own calls, typed. */
export type CallRoute = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
) => Promise<Envelope<Name>>;
