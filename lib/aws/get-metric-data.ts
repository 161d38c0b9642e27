import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** AWS takes at most 500 metrics a call. */
const METRICS_A_CALL = 500;

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
  const points: FunctionMetricPoint[] = [];
  for (let start = 0; start < input.functionNames.length; start += METRICS_A_CALL) {
    const names = input.functionNames.slice(start, start + METRICS_A_CALL);
    let nextToken: string | undefined;
    do {
      const command = new GetMetricDataCommand({
        StartTime: input.from,
        EndTime: input.to,
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
        MetricDataQueries: names.map((functionName, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Lambda',
              MetricName: input.metricName,
              Dimensions: [{ Name: 'FunctionName', Value: functionName }],
            },
            Period: input.periodSeconds,
            Stat: 'Sum',
          },
        })),
      });
      const output = await callAws({ service: 'cloudwatch', operation: 'GetMetricData' }, () =>
        aws.cloudWatch.send(command),
      );
      for (const result of output.MetricDataResults ?? []) {
        const functionName = names[Number(result.Id?.slice(1))];
        if (functionName === undefined) continue;
        result.Timestamps?.forEach((at, index) => {
          points.push({ functionName, at, sum: result.Values?.[index] ?? 0 });
        });
      }
      nextToken = output.NextToken;
    } while (nextToken);
  }
  return points;
}
