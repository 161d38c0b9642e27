import { getMetricSums } from '../../aws/get-metric-sums.ts';
import { recordOfRow } from '../../collector/function-record.ts';
import { AppError } from '../../domain/app-error.ts';
import { listWords } from '../../domain/list-words.ts';
import { broken, type Finding, ok, unknown, type Walk } from './walk.ts';

/** Lambda tries an event again for six hours at most. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const EVENT_AGE_MS = 21_600_000;
/** A run that the event caused starts soon after it; later ones say less. */
const SOON_MS = 900_000;
const SKEW_MS = 2_000;

/** Whether the function has room to run. */
export async function throttleStep(walk: Walk): Promise<Finding> {
  const stopped = walk.targets.find(({ obstacle }) => obstacle === 'concurrency-zero');
  if (stopped?.functionName) {
    const { functionName } = stopped;
    return broken(
      `The reserved concurrency of ${functionName} is 0: Lambda lets no run of it start.`,
      'GetFunctionConcurrency: 0',
      [
        {
          label: `Lift the reserved concurrency of ${functionName}`,
          fix: { kind: 'lift-concurrency-zero', functionName },
        },
      ],
    );
  }
  const found = await counted(walk, 'Throttles');
  if (!Array.isArray(found)) return found;
  const [first] = found;
  if (first === undefined) return ok('Lambda throttled no run of it since.', 'metric Throttles: none');
  return broken(
    `Lambda throttled ${first.functionName} since the event: it had no room to run. Lambda tries again for six hours.`,
    `metric Throttles of ${first.functionName}: ${first.sum}`,
  );
}

/** Whether AWS's loop guard dropped it. */
export async function recursionStep(walk: Walk): Promise<Finding> {
  const found = await counted(walk, 'RecursiveInvocationsDropped');
  if (!Array.isArray(found)) return found;
  const [first] = found;
  const metric = 'metric RecursiveInvocationsDropped';
  if (first === undefined) return ok('AWS’s loop guard dropped nothing.', `${metric}: none`);
  return broken(
    `AWS’s loop guard dropped runs of ${first.functionName}: the chain went round too often.`,
    `${metric} of ${first.functionName}: ${first.sum}`,
  );
}

/** The functions for which CloudWatch counted something since the event. */
async function counted(
  walk: Walk,
  metricName: 'Throttles' | 'RecursiveInvocationsDropped',
): Promise<{ functionName: string; sum: number }[] | Finding> {
  const functionNames = functionsOf(walk);
  if (functionNames.length === 0) return unknown('There is no function on its way that is known.');
  const from = walk.event.at;
  const to = new Date(Math.min(Date.now(), from.getTime() + EVENT_AGE_MS));
  try {
    const sums = await getMetricSums(
      walk.context.aws,
      functionNames.map((functionName) => ({
        namespace: 'AWS/Lambda',
        metricName,
        dimensions: { FunctionName: functionName },
      })),
      { from, to: new Date(Math.max(to.getTime(), from.getTime())) },
    );
    return functionNames.flatMap((functionName, index) => {
      const sum = sums[index] ?? 0;
      return sum > 0 ? [{ functionName, sum }] : [];
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return unknown(`CloudWatch could not be asked: ${error.message}`);
  }
}

/** Whether the function ran for this event, and how. */
export async function functionStep(walk: Walk): Promise<Finding> {
  const { row } = walk.event;
  const failed = row?.causedHops.find(({ status }) => status === 'failed' || status === 'timed-out');
  const ran = row?.causedHops.find(({ status }) => status !== 'not-observed') ?? row?.causedHops[0];
  if (ran !== undefined && ran === failed) {
    return broken(
      `${ran.functionName} ran for this event and ${ran.status === 'failed' ? 'failed' : 'timed out'}.`,
      `hop ${ran.hopId}`,
    );
  }
  if (ran !== undefined) return ok(`${ran.functionName} ran for this event.`, `hop ${ran.hopId}`);
  const functionNames = functionsOf(walk);
  if (functionNames.length === 0) return unknown('There is no function on its way that is known.');
  const unfollowed = await notFollowed(walk, functionNames);
  if (unfollowed.length > 0) {
    return unknown(`${listWords(unfollowed)} is not watched: whether it ran is not known.`);
  }
  const runs = await runsSoonAfter(walk, functionNames);
  if (runs.length === 0) {
    return unknown(
      `No run of ${listWords(functionNames)} shows since the event.`,
      'the logs that are followed',
    );
  }
  return unknown(
    `${listWords(functionNames)} ran within 15 minutes after the event, but no run says that this event caused it: its event ID shows in no marker, trace or payload.`,
    runs.map((hopId) => `hop ${hopId}`).join(', '),
  );
}

function functionsOf({ targets }: Walk): string[] {
  return [...new Set(targets.flatMap(({ functionName }) => functionName ?? []))];
}

async function notFollowed({ context }: Walk, functionNames: readonly string[]): Promise<string[]> {
  const [rows, sources] = await Promise.all([context.store.functions.list(), context.store.sources.list()]);
  const followed = new Set(sources.map(({ logGroupName }) => logGroupName));
  return functionNames.filter((functionName) => {
    const row = rows.find((known) => known.functionName === functionName);
    return row === undefined || !followed.has(recordOfRow(row).logGroupName);
  });
}

/** At most five runs of these functions that started soon after the event. */
async function runsSoonAfter({ context, event }: Walk, functionNames: string[]): Promise<string[]> {
  const from = new Date(event.at.getTime() - SKEW_MS);
  const to = new Date(event.at.getTime() + SOON_MS);
  const filter = {
    status: [],
    attention: false,
    mechanisms: [],
    singles: true,
    text: '',
    functionNames,
    from,
    to,
  };
  const { rows } = await context.store.chains.list(filter, { limit: 5, cursor: null });
  const hops = await Promise.all(
    rows.map(
      async ({ chainId }) => (await context.store.hops.list(chainId, { limit: 200, cursor: null })).rows,
    ),
  );
  return hops
    .flat()
    .filter(
      ({ functionName, startedAt }) =>
        functionNames.includes(functionName) && startedAt !== null && startedAt >= from && startedAt <= to,
    )
    .slice(0, 5)
    .map(({ hopId }) => hopId);
}
