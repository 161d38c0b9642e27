import 'server-only';
import type { Rehearsal, RehearseInput } from '../contract/condition.ts';
import { getRuntime } from '../runtime/runtime.ts';
import * as rehearsals from '../services/conditions/rehearse.ts';

/** Starts to run a condition over recorded hops; nothing is sent or changed. Throws `invalid-input`, `conflict`. */
export async function getNewRehearsal(input: RehearseInput): Promise<Rehearsal> {
  return rehearsals.rehearse(await getRuntime(), input);
}

/** What the rehearsal found so far. Throws `not-found`. */
export async function getRehearsal(rehearsalId: string): Promise<Rehearsal> {
  return rehearsals.findRehearsal(await getRuntime(), rehearsalId);
}

/** What it found until it was stopped, now. Throws `not-found`. */
export async function getCancelledRehearsal(rehearsalId: string): Promise<Rehearsal> {
  return rehearsals.cancelRehearsal(await getRuntime(), rehearsalId);
}
