import { z } from 'zod';
import { zLimit } from './page.ts';

/** One route of the automation API: handlers, their types and the OpenAPI document are made from it. */
export interface ApiRoute {
  method: 'GET' | 'POST';
  path: `/api/v1/${string}`;
  summary: string;
  params: z.ZodObject;
  query: z.ZodObject;
  body?: z.ZodType;
  headers?: z.ZodObject;
  /** Schemas by success status. */
  answers: Record<number, z.ZodType>;
  /** Statuses that are answered as problems. */
  problems: readonly number[];
  stream?: 'text/event-stream';
}

export const none = z.strictObject({});
export const page = z.strictObject({ limit: zLimit, cursor: z.string().max(1000).optional() });
/** The same key again gives the first answer and sends nothing. */
export const idempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\x21-\x7e]+$/, 'Visible ASCII without spaces')
    .optional(),
});
