import { z } from 'zod';
import { diagnose } from '../definition/diagnose.ts';
import type { StatesCall } from '../states-call.ts';
import { parseStatesInput, zOneOf, zText } from '../states-input.ts';

const zValidate = z.object({
  definition: zText(0, 1_048_576),
  type: zOneOf(['STANDARD', 'EXPRESS']).default('STANDARD'),
  severity: zOneOf(['ERROR', 'WARNING']).default('ERROR'),
  maxResults: z
    .number()
    .int()
    .min(0, 'Member must have value greater than or equal to 0')
    .max(100, 'Member must have value less than or equal to 100')
    .default(100),
});

/** ValidateStateMachineDefinition: an invalid definition is an answer, not an error. */
export async function validateStateMachineDefinition(call: StatesCall) {
  const { definition, type, maxResults } = parseStatesInput(zValidate, call.body);
  const found = await diagnose(definition, type);
  const limit = maxResults === 0 ? 100 : maxResults;
  return {
    result: found.length === 0 ? 'OK' : 'FAIL',
    diagnostics: found.slice(0, limit),
    truncated: found.length > limit,
  };
}
