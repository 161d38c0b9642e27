import { setTimeout as wait } from 'node:timers/promises';

interface StatusRequest {
  reportId: string;
  /** How often it is asked until the report is ready. */
  readyAfterPolls: number;
  /** Counts the questions, from 1. */
  poll: number;
}

/** Says whether a report is ready. It runs itself never again: a state machine asks until it is. */
export async function handler({ reportId, readyAfterPolls, poll }: StatusRequest) {
  await wait(150 + Math.random() * 250);
  const status = poll >= readyAfterPolls ? 'READY' : 'PENDING';
  console.info(`${reportId} is ${status} at poll ${poll}`);
  return { reportId, status, poll };
}
