import 'server-only';
import type { z } from 'zod';
import { maskError, problemText } from '../contract/mask-error.ts';
import type { ActionResult } from '../contract/operation.ts';
import { getRuntime, type Runtime } from '../runtime/runtime.ts';
import { authoriseWrite } from './authorise-write.ts';

/**
 * The one wrapper of every server action: parse → authorise → service → result. It never throws to the client;
 * what was not expected is logged under an ID and masked.
 */
export function defineAction<Schema extends z.ZodType, T>(definition: {
  name: string;
  input: Schema;
  run(runtime: Runtime, input: z.output<Schema>): Promise<T>;
}): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return { ok: false, problem: inputProblem(parsed.error) };
    let runtime: Runtime | null = null;
    try {
      runtime = await getRuntime();
      authoriseWrite(runtime.env);
      const value = await definition.run(runtime, parsed.data);
      runtime.logger.info({ action: definition.name }, 'action done');
      return { ok: true, value };
    } catch (error) {
      const masked = maskError(error, (errorId, cause) => {
        runtime?.logger.error({ action: definition.name, errorId, err: cause }, 'action failed');
      });
      return { ok: false, problem: problemText(masked) };
    }
  };
}

function inputProblem(error: z.ZodError) {
  const issue = error.issues[0];
  return {
    code: 'invalid-input',
    message: issue?.message ?? 'The input is not valid.',
    nextStep: null,
    awsCode: null,
    field: issue === undefined || issue.path.length === 0 ? null : issue.path.join('.'),
  };
}
