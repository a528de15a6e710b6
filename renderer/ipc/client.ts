import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { Envelope, RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import type { EventName, EventPayload } from '../../shared/ipc/events.ts';
import type { AppError } from '../../shared/ipc/route.ts';
import { unpack } from './unpack.ts';

// Types only from shared/ipc: zod compiles its parsers at run time, which our CSP forbids.

/** A route's error where TanStack Query wants something thrown. `message` is written for the person. */
class RouteFailure extends Error {
  readonly route: RouteName;
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(route: RouteName, error: AppError) {
    super(error.message);
    this.name = 'RouteFailure';
    this.route = route;
    this.code = error.code;
    this.details = error.details ?? {};
  }
}

/** What preload gives us, and all of it. */
const bridge = (): Bridge => window.clientnest;

/** Asks main; the answer is an envelope and nothing is thrown. For code that handles each error by its code. */
export const ask = async <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
): Promise<Envelope<Name>> => unpack(await bridge().invoke(name, input, 'packed'));

/** Asks main and throws a `RouteFailure`: for queries and mutations only. */
export async function call<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteOutput<Name>> {
  const envelope = await ask(name, input);
  if (envelope.ok) return envelope.value;
  throw new RouteFailure(name, envelope.error);
}

export const isFailure = (error: unknown, code: string): boolean =>
  error instanceof RouteFailure && error.code === code;

/** The sentence to show for whatever a query or a mutation threw. */
export const sentenceOf = (error: unknown): string =>
  error instanceof RouteFailure
    ? error.message
    : 'Something in ClientNest went wrong. Try again; if it stays, restart the app.';

type Listener<Name extends EventName> = (payload: EventPayload<Name>) => void;
const listeners: { [Name in EventName]?: Set<Listener<Name>> } = {};

/**
 * Hears an event of main. However many listen, the bridge is asked once for each event.
 * @returns the way to stop.
 */
export function listen<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
  let own = listeners[name] as Set<Listener<Name>> | undefined;
  if (!own) {
    const heard = new Set<Listener<Name>>();
    own = heard;
    Object.assign(listeners, { [name]: heard });
    bridge().on(name, (payload) => {
      for (const each of [...heard]) each(payload);
    });
  }
  const set = own;
  set.add(listener);
  return () => void set.delete(listener);
}
