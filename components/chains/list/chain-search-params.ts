import {
  createLoader,
  parseAsBoolean,
  parseAsNativeArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { CHAIN_STATUSES } from '@/lib/domain/chain';
import { MECHANISMS } from '@/lib/domain/hop';

const CHAIN_VIEWS = ['attention', 'all'] as const;
export const TIME_RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', 'all'] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

/** The list's whole state as the URL holds it; defaults are left out. */
export const chainSearchParams = {
  view: parseAsStringLiteral(CHAIN_VIEWS).withDefault('attention'),
  status: parseAsNativeArrayOf(parseAsStringLiteral(CHAIN_STATUSES)),
  function: parseAsNativeArrayOf(parseAsString),
  mechanism: parseAsNativeArrayOf(parseAsStringLiteral(MECHANISMS)),
  range: parseAsStringLiteral(TIME_RANGES).withDefault('24h'),
  from: parseAsString,
  to: parseAsString,
  singles: parseAsBoolean.withDefault(false),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadChainSearchParams = createLoader(chainSearchParams);
