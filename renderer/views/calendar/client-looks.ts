import { useMemo } from 'react';
import { useClients } from '../../ipc/queries.ts';

export interface ClientLook {
  name: string;
  colour: string;
}

/** A client's name and colour by id; clients that are put away keep theirs. */
export function useClientLooks(): (clientId: string) => ClientLook {
  const { data } = useClients(true);
  return useMemo(() => {
    const looks = new Map(data?.map(({ id, name, colour }) => [id, { name, colour }]));
    return (clientId) => looks.get(clientId) ?? UNKNOWN;
  }, [data]);
}

const UNKNOWN: ClientLook = { name: 'Client', colour: '#8b8d98' };
