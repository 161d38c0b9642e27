import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { OperationRow } from '../../store/store.ts';
import { killPoints } from '../../testing/kill-points.ts';
import type { CrashTest } from '../../testing/start-crash-test.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { type OperatorRequest, operate } from './operate.ts';

const KILLS = 12;
/** A dashboard is killed after it wrote down so many at most, within so long. */
const MOST_ANSWERS = 8;
const WITHIN_MS = 80;
const ASK_EVERY_MS = 15;
const MOST_ASKED_AT_ONCE = 10;

type RequestOf = (operationId: string) => OperatorRequest;

/**
 * Asks dashboards for operations, one after the other, while each is killed soon after it began to answer; what was not
 * answered is asked for again under its ID, as a browser does. Then asks for all of them once more, and answers what
 * became of each. Throws where one that was answered is not stored, or where few dashboards sent any.
 */
export async function askWhileKilled(test: CrashTest, requestOf: RequestOf): Promise<OperationRow[]> {
  const { operationIds, answered } = await killedDashboards(test, requestOf);
  return test.asDashboard(async (runtime) => {
    for (const operationId of answered) {
      const row = await runtime.store.operations.find(operationId);
      if (row === null) throw new Error(`${operationId} was answered, and is lost`);
    }
    const operations: OperationRow[] = [];
    for (const operationId of operationIds) {
      await operate(runtime, requestOf(operationId));
      operations.push(await awaitOperation(runtime, operationId));
    }
    const senders = new Set(operations.map(({ instanceId }) => instanceId));
    if (senders.size < KILLS / 2) throw new Error(`only ${senders.size} dashboards wrote one down`);
    return operations;
  });
}

async function killedDashboards(
  test: CrashTest,
  requestOf: RequestOf,
): Promise<{ operationIds: Set<string>; answered: Set<string> }> {
  const operationIds = new Set<string>();
  const answered = new Set<string>();
  const askUntil = (dashboard: ChildProcess, answers: number) =>
    new Promise<void>((resolve) => {
      const waiting = [...operationIds].filter((operationId) => !answered.has(operationId));
      let left = answers;
      let open = 0;
      const ask = () => {
        if (open === MOST_ASKED_AT_ONCE) return;
        open += 1;
        const operationId = waiting.shift() ?? randomUUID();
        operationIds.add(operationId);
        if (dashboard.connected) dashboard.send(requestOf(operationId), () => undefined);
      };
      dashboard.on('message', (message: 'ready' | { operationId: string }) => {
        if (message === 'ready') {
          const asking = setInterval(ask, ASK_EVERY_MS);
          dashboard.once('exit', () => clearInterval(asking));
        } else {
          answered.add(message.operationId);
          left -= 1;
          open -= 1;
        }
        if (left <= 0) resolve();
      });
    });
  for (const share of killPoints(KILLS)) {
    const point = share * (MOST_ANSWERS + 1);
    const answers = Math.floor(point);
    await test.lifeOfDashboard((point - answers) * WITHIN_MS, (dashboard) => askUntil(dashboard, answers));
  }
  return { operationIds, answered };
}
