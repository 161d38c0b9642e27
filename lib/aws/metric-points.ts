import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** AWS takes at most 500 metrics a call. */
const METRICS_A_CALL = 500;

export interface MetricQuery {
  namespace: 'AWS/Lambda' | 'AWS/Events' | 'AWS/SQS';
  metricName: string;
  /** `{FunctionName: …}`, `{RuleName: …, EventBusName: …}` … */
  dimensions: Readonly<Record<string, string>>;
}

interface MetricPoint {
  /** Which of the queries it answers. */
  index: number;
  /** Start of the period. */
  at: Date;
  sum: number;
}

/** CloudWatch `GetMetricData`, all pages: the sums of every query and period in [from, to) that CloudWatch knows. */
export async function metricPoints(
  aws: AwsClients,
  queries: readonly MetricQuery[],
  span: { from: Date; to: Date; periodSeconds: number },
): Promise<MetricPoint[]> {
  const points: MetricPoint[] = [];
  for (let start = 0; start < queries.length; start += METRICS_A_CALL) {
    let nextToken: string | undefined;
    do {
      const command = new GetMetricDataCommand({
        StartTime: span.from,
        EndTime: span.to,
        ...(nextToken === undefined ? {} : { NextToken: nextToken }),
        MetricDataQueries: queries.slice(start, start + METRICS_A_CALL).map((query, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: {
              Namespace: query.namespace,
              MetricName: query.metricName,
              Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: span.periodSeconds,
            Stat: 'Sum',
          },
        })),
      });
      const output = await callAws({ service: 'cloudwatch', operation: 'GetMetricData' }, () =>
        aws.cloudWatch.send(command),
      );
      for (const result of output.MetricDataResults ?? []) {
        const index = start + Number(result.Id?.slice(1));
        result.Timestamps?.forEach((at, position) => {
          points.push({ index, at, sum: result.Values?.[position] ?? 0 });
        });
      }
      nextToken = output.NextToken;
    } while (nextToken);
  }
  return points;
}
