import { architects } from './voices/architects.ts';
import { bikes } from './voices/bikes.ts';
import { bodega } from './voices/bodega.ts';
import { coffee } from './voices/coffee.ts';
import { dental } from './voices/dental.ts';
import { garden } from './voices/garden.ts';
import { museum } from './voices/museum.ts';
import type { Voice } from './voices/voice.ts';
import { yoga } from './voices/yoga.ts';

/** Who the freelancer of the sample workspace works for; the first `--clients` of them are taken. */
export const VOICES: readonly Voice[] = [
  coffee,
  yoga,
  bikes,
  architects,
  museum,
  bodega,
  dental,
  garden,
];
