import type { SourceRow } from '../store/store.ts';
import type { CollectorContext } from './collector-context.ts';
import { GroupFollower } from './group-follower.ts';
import type { WatchedGroup } from './watched-group.ts';

/** One follower for each watched log group. */
export class FollowerSet {
  readonly #context: CollectorContext;
  readonly #followers = new Map<string, GroupFollower>();

  constructor(context: CollectorContext) {
    this.#context = context;
  }

  /** Starts what is newly watched, stops what no longer is. `sources` holds the checkpoints. */
  async setGroups(groups: readonly WatchedGroup[], sources: readonly SourceRow[]): Promise<void> {
    const wanted = new Map(groups.map((group) => [group.logGroupName, group]));
    const leaving = [...this.#followers.values()].filter((item) => !wanted.has(item.group.logGroupName));
    for (const follower of leaving) this.#followers.delete(follower.group.logGroupName);
    for (const group of groups) {
      const known = this.#followers.get(group.logGroupName);
      if (known) {
        known.group = group;
        continue;
      }
      const source = sources.find((row) => row.logGroupName === group.logGroupName);
      const follower = new GroupFollower(this.#context, group, source);
      this.#followers.set(group.logGroupName, follower);
      follower.start();
    }
    await Promise.all(leaving.map((follower) => follower.stop()));
  }

  all(): GroupFollower[] {
    return [...this.#followers.values()];
  }

  /** Reads the groups of this function at once and often for a while. */
  wake(functionName: string): void {
    for (const follower of this.#followers.values()) {
      if (follower.group.functions.some((record) => record.functionName === functionName)) follower.wake();
    }
  }

  /** The same for the groups that show a bus's events. */
  wakeBuses(eventBusNames: readonly string[]): void {
    for (const follower of this.#followers.values()) {
      if (eventBusNames.includes(follower.group.bus?.eventBusName ?? '')) follower.wake();
    }
  }

  /** Event times up to which each group was read. */
  watermarks(): Map<string, Date> {
    const watermarks = new Map<string, Date>();
    for (const { group, watermarkAt } of this.#followers.values()) {
      if (watermarkAt !== null) watermarks.set(group.logGroupName, watermarkAt);
    }
    return watermarks;
  }

  async stop(): Promise<void> {
    const all = this.all();
    this.#followers.clear();
    await Promise.all(all.map((follower) => follower.stop()));
  }
}
