import { z } from 'zod';
import { NETWORKS } from '../events.ts';

/** Which calls a rule is for. A rule counts the calls that fit everything but `nth`, `times` and `chance`. */
const match = z.strictObject({
  network: z.enum(NETWORKS).optional(),
  /** e.g. `com.atproto.repo.putRecord`, `POST /api/v1/statuses`. */
  operation: z.string().optional(),
  /** Handle of whoever holds the call's token; calls without one fit no account. */
  account: z.string().optional(),
  /** Only this one of the calls that fit, from 1. */
  nth: z.int().min(1).optional(),
  /** Only so many of them. */
  times: z.int().min(1).optional(),
  /** 0 to 1, drawn from the plan's seed. */
  chance: z.number().min(0).max(1).optional(),
});

const effect = (usual: 'none' | 'done') => z.enum(['none', 'done']).default(usual);

/** What goes wrong. `effect` says whether the network has done what was asked all the same. */
const fault = z.discriminatedUnion('kind', [
  /** The network does not listen: connections are refused. It knows no single calls. */
  z.strictObject({ kind: z.literal('refuse') }),
  /** The connection is reset when the head has arrived, before the body is read. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The connection ends without an answer: before anything is done, or after. */
  z.strictObject({ kind: z.literal('cut'), effect: effect('none') }),
  /** No answer ever comes, and the connection stays. */
  z.strictObject({ kind: z.literal('hang'), effect: effect('none') }),
  /** A 4xx or 5xx in the network's own shape. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    error: z.string().optional(),
    message: z.string().optional(),
    effect: effect('none'),
  }),
  /** 429, with the network's headers for `seconds`, or with none. */
  z.strictObject({
    kind: z.literal('rate_limit'),
    seconds: z.number().min(0).default(60),
    headers: z.boolean().default(true),
  }),
  /** The answer comes in small pieces over so many milliseconds. */
  z.strictObject({ kind: z.literal('drip'), ms: z.int().min(1).default(10_000) }),
  /** The answer ends in the middle. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** 200 and JSON that is not the answer. */
  z.strictObject({ kind: z.literal('wrong_json'), effect: effect('done') }),
  /** A proxy's page. */
  z.strictObject({
    kind: z.literal('html'),
    status: z.int().min(200).max(599).default(502),
    effect: effect('none'),
  }),
  /** What this call uploads stays in processing: so many ms, or for ever. */
  z.strictObject({ kind: z.literal('processing'), ms: z.int().min(0).nullable().default(null) }),
  /** The token of this call is over from here on; `expire` can be renewed where the network allows it. */
  z.strictObject({ kind: z.literal('revoke') }),
  z.strictObject({ kind: z.literal('expire') }),
]);

const rule = z
  .strictObject({ when: match.default({}), fault })
  .refine(({ when, fault: { kind } }) => kind !== 'refuse' || onlyNetwork(when), {
    message: 'A network that refuses connections can only be matched by its name.',
    path: ['when'],
  });

const onlyNetwork = ({ network, ...rest }: z.output<typeof match>) =>
  Object.values(rest).every((value) => value === undefined);

/** A plan of faults: data. The first rule that fits a call is played. */
export const faultPlan = z.strictObject({
  seed: z.int().default(1),
  rules: z.array(rule).max(1000).default([]),
});

export type FaultPlan = z.output<typeof faultPlan>;
export type FaultPlanInput = z.input<typeof faultPlan>;
export type Fault = FaultPlan['rules'][number]['fault'];
