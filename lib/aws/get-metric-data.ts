import type { AwsClients } from './aws-clients.ts';
import { metricPoints } from './metric-points.ts';

export interface FunctionMetricPoint {
  functionName: string;
  /** Start of the period. */
  at: Date;
  sum: number;
}

/**
 * CloudWatch `GetMetricData`: the sum of one metric of `AWS/Lambda` for each function and period, in [from, to); periods
 * without data are absent. Function names that CloudWatch cannot dimension are left out by AWS.
 */
export async function getMetricData(
  aws: AwsClients,
  input: {
    metricName: 'Invocations' | 'Errors' | 'Throttles' | 'RecursiveInvocationsDropped';
    functionNames: readonly string[];
    from: Date;
    to: Date;
    periodSeconds: number;
  },
): Promise<FunctionMetricPoint[]> {
  const { metricName, functionNames } = input;
  const queries = functionNames.map((name) => ({
    namespace: 'AWS/Lambda' as const,
    metricName,
    dimensions: { FunctionName: name },
  }));
  const points = await metricPoints(aws, queries, input);
  return points.flatMap(({ index, at, sum }) => {
    const functionName = functionNames[index];
    return functionName === undefined ? [] : [{ functionName, at, sum }];
  });
}
