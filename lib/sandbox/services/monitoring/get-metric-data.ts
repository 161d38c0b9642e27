import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';
import type { MetricStore } from './metric-store.ts';

const STATISTICS = ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'] as const;

// JSON carries epoch seconds, the query protocol ISO text or numbers as text
const zTime = z
  .union([z.number(), z.iso.datetime({ offset: true })])
  .transform((time) => (typeof time === 'number' ? time * 1_000 : Date.parse(time)));

const zQuery = z.object({
  Id: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,254}$/, 'must begin with a lowercase letter'),
  Label: z.string().optional(),
  ReturnData: z.union([z.boolean(), z.stringbool()]).default(true),
  Expression: z.string().optional(),
  MetricStat: z
    .object({
      Metric: z.object({
        Namespace: z.string().optional(),
        MetricName: z.string().optional(),
        Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
      }),
      Period: z.coerce.number().int().positive(),
      Stat: z.enum(STATISTICS, 'the sandbox knows Sum, SampleCount, Average, Minimum and Maximum'),
    })
    .optional(),
});

const zInput = z.object({
  MetricDataQueries: z.array(zQuery).min(1).max(500),
  StartTime: zTime,
  EndTime: zTime,
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
});

export interface MetricDataResult {
  Id: string;
  Label: string;
  timestampsMs: number[];
  values: number[];
}

/** GetMetricData for metrics of `AWS/Lambda` and `AWS/Events`, each counted one by one; expressions are refused. */
export function getMetricData(store: MetricStore, body: Record<string, unknown>): MetricDataResult[] {
  const input = parseInput(zInput, body, 'ValidationError');
  if (input.StartTime >= input.EndTime) {
    throw new AwsError('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.');
  }
  return input.MetricDataQueries.filter((query) => query.ReturnData).map((query) => {
    const stat = query.MetricStat;
    if (stat === undefined) {
      throw new AwsError(
        'ValidationError',
        `The sandbox evaluates no metric expressions (query ${query.Id}).`,
      );
    }
    if (stat.Period % 60 !== 0) {
      throw new AwsError('ValidationError', `Period must be a multiple of 60 (query ${query.Id}).`);
    }
    const { Namespace = '', MetricName = '', Dimensions } = stat.Metric;
    const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
    const range = { startMs: input.StartTime, endMs: input.EndTime, periodMs: stat.Period * 1_000 };
    const points = store.sums({ namespace: Namespace, name: MetricName, dimensions }, range);
    if (input.ScanBy === 'TimestampDescending') points.reverse();
    // every data point has the value 1, so the other statistics follow from the sum
    const countsOnly = stat.Stat === 'Sum' || stat.Stat === 'SampleCount';
    return {
      Id: query.Id,
      Label: query.Label ?? MetricName,
      timestampsMs: points.map((point) => point.atMs),
      values: points.map((point) => (countsOnly ? point.sum : 1)),
    };
  });
}
