import './slot-ghost.css';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { ClientLook } from './client-looks.ts';

/** A slot that nothing stands at yet. */
export type SlotGhost = RouteOutput<'slots.inSpan'>[number];

/** What a press on it asks for: a post for this client at that time. */
export interface SlotPlace {
  clientId: string;
  wallTime: string;
}

interface SlotGhostProps {
  ghost: SlotGhost;
  client: ClientLook;
  time: string;
}

export const ghostKey = ({ clientId, at }: SlotGhost): string => `${at} ${clientId}`;

/** The place that a button of `slotGhost` stands for; null for any other one. */
export function slotOf({ dataset }: HTMLElement): SlotPlace | null {
  const { slot: wallTime, client: clientId } = dataset;
  return wallTime && clientId ? { wallTime, clientId } : null;
}

/** Faintly, a time of the week that is still free. Called and not mounted: a month may draw many. */
export const slotGhost = ({ ghost, client, time }: SlotGhostProps) => (
  <button
    key={ghostKey(ghost)}
    type="button"
    data-stop
    data-slot={ghost.wallTime}
    data-client={ghost.clientId}
    tabIndex={-1}
    title={`Free slot · ${time} · ${client.name}`}
    aria-label={`${time}, free slot of ${client.name}: write a post`}
    style={{ '--client': client.colour } as React.CSSProperties}
    className="slot-ghost"
  >
    {time}
  </button>
);

/** The same to be seen only, in what is a button already. */
export const GhostLook = ({
  time,
  name,
  colour,
}: {
  time: string;
  name: string;
  colour: string;
}) => (
  <>
    <span className="sr-only">{`${time}, free slot of ${name}: write a post`}</span>
    <span
      aria-hidden
      title={`Free slot · ${time} · ${name}`}
      style={{ '--client': colour } as React.CSSProperties}
      className="slot-ghost"
    >
      {time}
    </span>
  </>
);
