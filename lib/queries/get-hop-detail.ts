import 'server-only';
import type { HopDetail } from '../contract/hop.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { hopDetail } from './dto/hop-dto.ts';

/** The hop with payload, response and observations; null if unknown. */
export async function getHopDetail(hopId: string): Promise<HopDetail | null> {
  const { store } = await getRuntime();
  const row = await store.hops.find(hopId);
  return row === null ? null : hopDetail(row);
}
