import { architects } from '../../demo/voices/architects.ts';
import { bikes } from '../../demo/voices/bikes.ts';
import { bodega } from '../../demo/voices/bodega.ts';
import { coffee } from '../../demo/voices/coffee.ts';
import { dental } from '../../demo/voices/dental.ts';
import { garden } from '../../demo/voices/garden.ts';
import { museum } from '../../demo/voices/museum.ts';
import type { Voice } from '../../demo/voices/voice.ts';
import { yoga } from '../../demo/voices/yoga.ts';

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
