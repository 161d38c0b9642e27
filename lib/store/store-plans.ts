/** The part of the store's shape that is about plans; see `store.ts`. */

export interface PlanRow {
  planId: string;
  /** The whole plan as `lib/services/plan` keeps it, JSON. */
  body: Record<string, unknown>;
  status: 'proposed' | 'running' | 'done' | 'failed' | 'interrupted' | 'undone' | 'discarded';
  /** Grows with every save and claim: what `claim` compares. */
  revision: number;
  createdAt: Date;
  settledAt: Date | null;
}
export interface PlanStore {
  save(plan: { planId: string; body: Record<string, unknown>; status: PlanRow['status'] }): Promise<void>;
  /** → running, if the plan still has this revision: of several that try (run, resume, undo), one gets true. */
  claim(planId: string, revision: number): Promise<boolean>;
  find(planId: string): Promise<PlanRow | null>;
  listOpen(): Promise<PlanRow[]>;
  /** What began and is not done, undone or dropped: running, interrupted and failed ones, newest first. */
  listUnfinished(): Promise<PlanRow[]>;
}
