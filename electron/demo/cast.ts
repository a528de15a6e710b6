import type { NetworkId } from '../../shared/domain/network.ts';
import { coffee } from './voices/coffee.ts';
import { garden } from './voices/garden.ts';
import type { Voice } from './voices/voice.ts';
import { yoga } from './voices/yoga.ts';

/** A client of the demo: how it speaks, who it is on the practice networks, when it posts. */
export interface DemoClient {
  voice: Voice;
  /** Its name on the practice networks, see practice/people.ts. */
  person: string;
  networks: readonly NetworkId[];
  /** It takes seconds to publish there, so it has its turn seldom. */
  seldom?: NetworkId;
  /** ISO weekdays (1 is Monday) and wall times at which it posts. */
  times: readonly (readonly [weekday: number, time: string])[];
}

/** Between them they are on every network there is. */
export const DEMO_CLIENTS: readonly DemoClient[] = [
  {
    voice: coffee,
    person: 'brio',
    networks: ['instagram', 'facebook', 'bluesky'],
    times: [
      [1, '08:30'],
      [3, '12:15'],
      [5, '16:00'],
    ],
  },
  {
    voice: yoga,
    person: 'loft',
    networks: ['threads', 'x', 'tiktok'],
    seldom: 'tiktok',
    times: [
      [2, '07:45'],
      [4, '18:30'],
      [7, '10:00'],
    ],
  },
  {
    voice: garden,
    person: 'cove',
    networks: ['linkedin', 'mastodon'],
    times: [
      [2, '09:00'],
      [6, '11:00'],
    ],
  },
];
