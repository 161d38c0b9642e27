import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { RULE_SORTS, RULE_VIEWS } from './rule-list.model';

export const RULE_RANGES = ['1h', '6h', '24h', '7d', '30d'] as const;
export type RuleRange = (typeof RULE_RANGES)[number];

const HOUR_MS = 3_600_000;
export const RANGE_MS: Record<RuleRange, number> = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};
export const RANGE_WORDS: Record<RuleRange, string> = {
  '1h': 'Last 1 h',
  '6h': 'Last 6 h',
  '24h': 'Last 24 h',
  '7d': 'Last 7 d',
  '30d': 'Last 30 d',
};

export const ruleListSearchParams = {
  view: parseAsStringLiteral(RULE_VIEWS).withDefault('all'),
  bus: parseAsString.withDefault(''),
  q: parseAsString.withDefault(''),
  range: parseAsStringLiteral(RULE_RANGES).withDefault('24h'),
  sort: parseAsStringLiteral(RULE_SORTS).withDefault('problems'),
};
