import { z } from 'zod';

/** ISO 8601 in UTC with milliseconds. */
export const zIso = z.string().meta({ format: 'date-time' });

/** Every list answers so; `nextCursor` is opaque and null on the last page. */
export function zPage<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const zLimit = z.coerce.number().int().min(1).max(1000).default(100);

/** An ID in a path: no store can hold control characters, so none has one. */
export const zPathId = z
  .string()
  .max(2048)
  .regex(/^\P{Cc}+$/u, 'An ID has no control characters');
