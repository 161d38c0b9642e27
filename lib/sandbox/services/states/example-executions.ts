import { callStates, type ExampleClient } from '../lambda/example-client.ts';
import { exampleMachineArn } from './deploy-example-machines.ts';
import { EXAMPLE_MACHINES } from './example-machines.ts';

const ROUND_MS = 120_000;

/** Starts an execution of each example state machine now and every other minute; returns what ends that. */
export function startExampleExecutions(
  client: ExampleClient,
  accountId: string,
  onError: (error: unknown) => void,
): () => void {
  // another story on each start: the minute of the day counts the rounds
  let round = Math.floor(Date.now() / ROUND_MS) % 1_000;
  const run = () => {
    for (const { name, inputOf } of EXAMPLE_MACHINES) {
      const stateMachineArn = exampleMachineArn(client, accountId, name);
      callStates(client, 'StartExecution', { stateMachineArn, input: JSON.stringify(inputOf(round)) })
        .then(({ status, errorCode }) => {
          if (status !== 200) throw new Error(`${name} was not started: ${status} ${errorCode ?? ''}`);
        })
        .catch(onError);
    }
    round += 1;
  };
  run();
  const timer = setInterval(run, ROUND_MS);
  return () => clearInterval(timer);
}
