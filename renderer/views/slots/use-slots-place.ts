import { useSearchParams } from 'react-router';

/** Where the queue times of a client are edited: `?times=` opens the sheet over the view. */
export function useSlotsPlace() {
  const [params, setParams] = useSearchParams();
  const set = (clientId: string | null) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (clientId === null) next.delete('times');
      else next.set('times', clientId);
      return next;
    });
  return {
    clientId: params.get('times'),
    open: (clientId: string) => set(clientId),
    close: () => set(null),
  };
}
