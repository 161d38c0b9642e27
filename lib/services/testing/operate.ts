import { publishEvents } from '../publish/publish-events.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { startExecution } from '../state-machines/start-execution.ts';

/** What an operator asks for. */
export type OperatorRequest =
  | { kind: 'publish'; input: Parameters<typeof publishEvents>[1] }
  | { kind: 'start-execution'; input: Parameters<typeof startExecution>[1] };

/** Does it; answers the operation's ID once it is written down. */
export async function operate(context: MachineContext, request: OperatorRequest): Promise<string> {
  const { operationId } =
    request.kind === 'publish'
      ? await publishEvents(context, request.input)
      : await startExecution(context, request.input);
  return operationId;
}
