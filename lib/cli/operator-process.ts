import { endWithProcess } from '../runtime/end-with-process.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { startRuntime } from '../runtime/start-runtime.ts';
import { type OperatorRequest, operate } from '../services/testing/operate.ts';

/** A dashboard without its pages that does what its parent asks for: what the crash tests of operations kill. */
async function main(): Promise<void> {
  endWithProcess();
  await startRuntime(process.env, giveUp).catch(giveUp);
  process.on('message', (request: OperatorRequest) => {
    getRuntime()
      .then((runtime) => operate(runtime, request))
      .then((operationId) => process.send?.({ operationId }))
      .catch(giveUp);
  });
  process.send?.('ready');
}

function giveUp(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

await main();
