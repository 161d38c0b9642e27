import { z } from 'zod';
import { zChainStatus } from './chain.ts';
import { zMechanism } from './hop.ts';
import { zLimit } from './page.ts';

/** A repeated key arrives as string or string[]; both mean a set. */
function zMany<T extends z.ZodType>(item: T) {
  return z.preprocess((v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]), z.array(item));
}

/**
 * The filters of the chains list, the same in the page's URL and the API's query. Multi-values are repeated keys.
 * Without `status` every status is listed by the API; the page's default view is `attention=true`.
 */
export const zChainFilters = z.object({
  status: zMany(zChainStatus),
  /** failed, cut, lost, and running or waiting with a failed last hop */
  attention: z.stringbool().default(false),
  function: zMany(z.string().min(1).max(140)),
  mechanism: zMany(zMechanism),
  /** `15m 1h 6h 24h 7d 30d`, or `all`; ignored when `from` or `to` is given */
  range: z.enum(['15m', '1h', '6h', '24h', '7d', '30d', 'all']).default('24h'),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Show chains of one hop with none expected, too. */
  singles: z.stringbool().default(false),
  /** Free text: any trace, request, event ID, chain ID, function name or error text. */
  q: z.string().max(500).default(''),
});
export type ChainFilters = z.infer<typeof zChainFilters>;

export const zChainListQuery = zChainFilters.extend({ limit: zLimit, cursor: z.string().optional() });
export type ChainListQuery = z.infer<typeof zChainListQuery>;

export const RANGE_MS = {
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
} as const;
