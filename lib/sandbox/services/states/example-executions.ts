import { z } from 'zod';
import { callStates, type ExampleClient } from '../lambda/example-client.ts';
import { exampleMachineArn } from './deploy-example-machines.ts';
import { EXAMPLE_MACHINES } from './example-machines.ts';

const ROUND_MS = 120_000;
/** What the dashboard makes of the example condition that a state machine carries out is named so. */
export const CONDITION_MACHINE = 'reprise-order-not-packed-by-state-machine-';
const zMachines = z.object({
  stateMachines: z.array(z.object({ name: z.string(), stateMachineArn: z.string() })),
});

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
      start(client, exampleMachineArn(client, accountId, name), inputOf(round)).catch(onError);
    }
    startOfConditions(client, round).catch(onError);
    round += 1;
  };
  run();
  const timer = setInterval(run, ROUND_MS);
  return () => clearInterval(timer);
}

async function startOfConditions(client: ExampleClient, round: number): Promise<void> {
  const { text } = await callStates(client, 'ListStateMachines', { maxResults: 1000 });
  for (const { name, stateMachineArn } of zMachines.parse(JSON.parse(text)).stateMachines) {
    if (!name.startsWith(CONDITION_MACHINE)) continue;
    const order = {
      orderId: `order-${1042 + round}`,
      packedAfterChecks: 2 + (round % 4),
      by: 'stepfunctions',
    };
    await start(client, stateMachineArn, order);
  }
}

async function start(client: ExampleClient, stateMachineArn: string, input: unknown): Promise<void> {
  const request = { stateMachineArn, input: JSON.stringify(input) };
  const { status, errorCode } = await callStates(client, 'StartExecution', request);
  if (status !== 200) throw new Error(`${stateMachineArn} was not started: ${status} ${errorCode ?? ''}`);
}
