import { parseAsStringLiteral } from 'nuqs/server';
import { EXECUTION_STATUSES } from '@/lib/contract/state-machine';

const RANGES = ['1h', '24h', '7d', '90d'] as const;
type Range = (typeof RANGES)[number];

const HOUR_MS = 3_600_000;
export const EXECUTION_RANGE_MS: Record<Range, number> = {
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '90d': 90 * 24 * HOUR_MS,
};
export const EXECUTION_RANGES: readonly { value: Range; label: string }[] = [
  { value: '1h', label: 'Last 1 h' },
  { value: '24h', label: 'Last 24 h' },
  { value: '7d', label: 'Last 7 d' },
  { value: '90d', label: 'Last 90 d' },
];

/** Of the executions of one state machine, in the address. */
export const executionSearchParams = {
  status: parseAsStringLiteral(EXECUTION_STATUSES),
  range: parseAsStringLiteral(RANGES).withDefault('24h'),
};
