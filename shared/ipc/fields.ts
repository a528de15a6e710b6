import { z } from 'zod';
import { NETWORK_IDS } from '../domain/network.ts';

/** Fields that several domains speak. All objects of the contract are strict: an unknown key is an error. */
export const id = z.uuid().describe('UUIDv7');
/** As far as a wall time can be written; days and spans can still be added to it. */
const END_OF_TIME = Date.UTC(9999, 11, 31);
export const epochMs = z.int().min(0).max(END_OF_TIME).describe('UTC epoch milliseconds');
export const empty = z.strictObject({});

/** An IANA time zone that this machine knows, e.g. `Europe/Berlin`. */
export const timeZone = z.string().min(1).max(64).refine(isTimeZone, 'Not a time zone');

/** What the clock on the wall says, to the minute: `2026-11-22T09:30`. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write it as 2026-11-22T09:30');

export const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'A colour such as #4f46e5');
export const networkId = z.enum(NETWORK_IDS);
export const serviceUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .describe('Origin of the service; http only on this machine');

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
