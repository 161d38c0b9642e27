import { z } from 'zod';

const zCount = z.number().int().min(1).optional();
const zProbability = z.number().min(0).max(1).default(1);
const zDelayMs = z.number().int().min(0).max(3_600_000);

const onOperation = {
  /** AWS operation name, or `*` for all */
  operation: z.string().min(1).max(100),
  /** only requests that name this resource in path or body, e.g. a log group or function */
  resource: z.string().min(1).max(600).optional(),
  /** how often it strikes before it is used up; without it, until cleared */
  count: zCount,
  probability: zProbability,
};
const onDelivery = {
  logGroupName: z.string().min(1).max(512).optional(),
  count: zCount,
  probability: zProbability,
};

/** A fault that can be switched on by `POST /_sandbox/faults`. */
export const zFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['throttle', '5xx', 'access-denied', 'lost-reply']), ...onOperation }),
  z.strictObject({ kind: z.literal('delay'), ...onOperation, delayMs: zDelayMs }),
  /** log events become visible only `delayMs` after they were written */
  z.strictObject({ kind: z.literal('late'), ...onDelivery, delayMs: zDelayMs }),
  /** log events are answered twice, within a page or again on the next */
  z.strictObject({ kind: z.literal('duplicate'), ...onDelivery }),
  /** the order inside a page is lost */
  z.strictObject({ kind: z.literal('shuffle'), ...onDelivery }),
  /** PutEvents answers `InternalFailure` for an entry, the others go through */
  z.strictObject({
    kind: z.literal('entry-failed'),
    /** only entries whose source, detail-type or detail hold this text */
    text: z.string().min(1).max(600).optional(),
    count: zCount,
    probability: zProbability,
  }),
  /** the clocks of hosts that run functions are ahead of CloudWatch's by `ms` */
  z.strictObject({ kind: z.literal('clock-ahead'), ms: z.number().int().min(-86_400_000).max(86_400_000) }),
]);
export type Fault = z.infer<typeof zFault>;
export type RequestFault = Extract<Fault, { operation: string }>;
export type EntryFault = Extract<Fault, { kind: 'entry-failed' }>;
export type DeliveryFault = Extract<Fault, { kind: 'late' | 'duplicate' | 'shuffle' }>;
