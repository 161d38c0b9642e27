import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface StateTest {
  status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  /** JSON text. */
  output: string | null;
  nextState: string | null;
  error: string | null;
  cause: string | null;
}

/**
 * Step Functions `TestState`: one state alone, or `stateName` inside a definition, on an input; `mock` stands in for a
 * task's call, so that nothing runs (aws.md 7.1). Throws AppError `invalid-input` at `definition`.
 */
export async function testState(aws: AwsClients, input: TestStateCommandInput): Promise<StateTest> {
  const call = { service: 'states', operation: 'TestState' } as const;
  const output = await callAws(call, () => aws.states.send(new TestStateCommand(input)));
  return {
    status: output.status ?? 'FAILED',
    output: output.output ?? null,
    nextState: output.nextState ?? null,
    error: output.error ?? null,
    cause: output.cause ?? null,
  };
}
