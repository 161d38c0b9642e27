import { z } from 'zod';

/** Members that several operations of CloudWatch Logs share, with the limits of its API model. */
export const zLogGroupName = z
  .string()
  .min(1, 'Member must have length greater than or equal to 1')
  .max(512, 'Member must have length less than or equal to 512')
  .regex(
    /^[.\-_/#A-Za-z0-9]+$/,
    String.raw`Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+`,
  );

export const zLogGroupIdentifier = z.string().min(1).max(2_048);

export const zLogStreamName = z
  .string()
  .min(1, 'Member must have length greater than or equal to 1')
  .max(512, 'Member must have length less than or equal to 512')
  .regex(/^[^:*]*$/, 'Member must satisfy regular expression pattern: [^:*]*');

/** Milliseconds since the epoch. */
export const zTimestamp = z.number().int().min(0, 'Member must have value greater than or equal to 0');

export const zNextToken = z.string().min(1, 'Member must have length greater than or equal to 1');

export function zLimit(max: number) {
  return z
    .number()
    .int()
    .min(1, 'Member must have value greater than or equal to 1')
    .max(max, `Member must have value less than or equal to ${max}`);
}
