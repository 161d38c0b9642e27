import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Plan } from '../lib/contract/plan.ts';
import { address } from './reprise.ts';
import { eventually } from './sandbox.ts';

export const ACCOUNT = '000000000000';

/** An EventBridge client of the sandbox that the specs share. */
export function sandboxEvents(): EventBridgeClient {
  return new EventBridgeClient({
    endpoint: process.env.REPRISE_SANDBOX_URL ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
}

const post = async (path: string, body: object) =>
  fetch(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A bus whose events are seen. */
export async function watchedBus(events: EventBridgeClient, name: string): Promise<void> {
  await events.send(new CreateEventBusCommand({ Name: name }));
  const plan = (await (
    await post(`/api/v1/event-buses/${name}/watch-plans`, { watched: true, method: 'rule' })
  ).json()) as Plan;
  await post(`/api/v1/plans/${plan.planId}/acts`, { act: 'execute', fingerprint: plan.fingerprint });
  await eventually(async () => {
    const { status } = (await (await fetch(address(`/api/v1/plans/${plan.planId}`))).json()) as Plan;
    return status === 'done' ? true : null;
  }, 40_000);
}
