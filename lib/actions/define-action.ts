import 'server-only';
import type { z } from 'zod';
import { maskError, problemText } from '../contract/mask-error.ts';
import type { ActionResult } from '../contract/operation.ts';
import { parseInput } from '../contract/parse-input.ts';
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
    let runtime: Runtime | null = null;
    try {
      const parsed = parseInput(definition.input, input);
      runtime = await getRuntime();
      authoriseWrite(runtime.env);
      const value = await definition.run(runtime, parsed);
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
