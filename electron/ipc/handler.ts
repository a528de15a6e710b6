import type { appRoutes } from '../../shared/ipc/app.ts';
import type { Envelope, ParsedInput, RouteName } from '../../shared/ipc/contract.ts';
import type { Core, Services } from '../core.ts';

/** Routes about the workspace itself; they are answered before it is open. */
export type CoreRoute = keyof typeof appRoutes;
/** Routes that need an open workspace. */
export type ServiceRoute = Exclude<RouteName, CoreRoute>;

type Answer<Name extends RouteName> = Envelope<Name> | Promise<Envelope<Name>>;

/** Runs with parsed input in an open workspace. A throw is a bug, and answers `unexpected`. */
export type Handler<Name extends ServiceRoute> = (
  input: ParsedInput<Name>,
  services: Services,
) => Answer<Name>;

/** The same for routes that work while the workspace is locked or refused. */
type CoreHandler<Name extends CoreRoute> = (input: ParsedInput<Name>, core: Core) => Answer<Name>;

export type Handlers<Name extends ServiceRoute> = { [N in Name]: Handler<N> };
export type CoreHandlers<Name extends CoreRoute> = { [N in Name]: CoreHandler<N> };
