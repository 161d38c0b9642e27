import { z } from 'zod';

/** A Lambda function's name as ListFunctions gives it. */
export const zFunctionName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'A function name has 1 to 64 letters, digits, hyphens and underscores');
