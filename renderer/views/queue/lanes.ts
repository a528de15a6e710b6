import type { Lane } from '../../../shared/ipc/views.ts';

export const LANE_WORD: Record<Lane['state'], string> = {
  idle: 'Ready',
  sending: 'Sending',
  waiting: 'Waiting',
  limited: 'Limited',
  paused: 'Paused',
  reconnect: 'Sign in again',
};

const ORDER: readonly Lane['state'][] = [
  'reconnect',
  'paused',
  'limited',
  'sending',
  'waiting',
  'idle',
];

/** What needs a look first; within a state as they came. */
export const lanesInOrder = (lanes: readonly Lane[]): Lane[] =>
  [...lanes].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

/** Whether nothing goes out on this line before the person does something. */
export const isHeld = ({ state }: Pick<Lane, 'state'>): boolean =>
  state === 'paused' || state === 'reconnect';

export interface LimitMeter {
  bucket: string;
  /** `Daily`, from the network's own name. */
  name: string;
  remaining: number;
  limit: number;
  /** From 0 to 1: how much of it is used. */
  used: number;
  resetsAt: number | null;
}

/** The counters that the network told of and that still count; what has been reset since is not known. */
export const limitMeters = (limits: Lane['limits'], now: number): LimitMeter[] =>
  limits.flatMap(({ bucket, limit, remaining, resetsAt }) => {
    if (limit === null || remaining === null || limit <= 0) return [];
    if (resetsAt !== null && resetsAt <= now) return [];
    const left = Math.max(0, Math.min(remaining, limit));
    const words = bucket.replaceAll(/[_-]+/g, ' ').trim();
    const name = words.charAt(0).toUpperCase() + words.slice(1);
    return [{ bucket, name, remaining: left, limit, used: 1 - left / limit, resetsAt }];
  });
