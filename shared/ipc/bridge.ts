import type { Envelope, RouteInput, RouteName } from './contract.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Packed } from './packed.ts';

/** All that the preload script gives the renderer: `window.clientnest`. */
export interface Bridge {
  /** Calls a route. Never rejects for what the person did: the answer is an envelope. */
  invoke<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<Envelope<Name>>;
  /** The same, faster for long lists: `unpack` the answer. */
  invoke<Name extends RouteName>(
    name: Name,
    input: RouteInput<Name>,
    transport: 'packed',
  ): Promise<Packed<Name>>;
  /** Hears an event until the returned function is called. */
  on<Name extends EventName>(
    event: Name,
    listener: (payload: EventPayload<Name>) => void,
  ): () => void;
}

declare global {
  interface Window {
    readonly clientnest: Bridge;
  }
}
