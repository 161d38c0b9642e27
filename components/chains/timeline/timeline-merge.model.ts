import type { ChainTimeline } from '@/lib/contract/chain';

/**
 * Puts the hops that changed since a revision into the timeline on screen: known hops are replaced, new ones
 * added, and all sorted by start again (unknown starts keep to the end, equals keep their order). The same object
 * comes back where nothing changed, so that nothing is drawn anew.
 */
export function mergeTimeline(current: ChainTimeline, changed: ChainTimeline): ChainTimeline {
  if (changed.hopIds.length === 0)
    return changed.revision === current.revision ? current : { ...current, revision: changed.revision };
  const baseMs = Math.min(current.baseMs, changed.baseMs);
  const functionNames = [...current.functionNames];
  const functionIndexByName = new Map(functionNames.map((name, index) => [name, index]));
  const mappedFunction = changed.functionNames.map((name) => {
    const known = functionIndexByName.get(name);
    if (known !== undefined) return known;
    functionIndexByName.set(name, functionNames.length);
    functionNames.push(name);
    return functionNames.length - 1;
  });
  const { executions, mappedExecution } = mergeExecutions(current, changed, baseMs);
  const replaced = new Set(changed.hopIds);
  const slots: { from: ChainTimeline; index: number; at: number }[] = [];
  const collect = (from: ChainTimeline, keep: (hopId: string) => boolean) => {
    from.hopIds.forEach((hopId, index) => {
      if (!keep(hopId)) return;
      const start = from.startMs[index] ?? -1;
      slots.push({ from, index, at: start < 0 ? Number.POSITIVE_INFINITY : start + from.baseMs });
    });
  };
  collect(current, (hopId) => !replaced.has(hopId));
  collect(changed, () => true);
  slots.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));

  const merged: ChainTimeline = {
    chainId: changed.chainId,
    revision: changed.revision,
    baseMs,
    functionNames,
    hopIds: [],
    parentHopIds: [],
    functionIndex: [],
    startMs: [],
    endMs: [],
    statusIndex: [],
    viaIndex: [],
    attempt: [],
    linkKind: [],
    sentMs: [],
    executions,
    executionIndex: [],
  };
  for (const { from, index } of slots) {
    const shift = from.baseMs - baseMs;
    const moved = (value: number | undefined) => (value === undefined || value < 0 ? -1 : value + shift);
    const functionIndex = from.functionIndex[index] ?? 0;
    merged.hopIds.push(from.hopIds[index] ?? '');
    merged.parentHopIds.push(from.parentHopIds[index] ?? null);
    merged.functionIndex.push(from === changed ? (mappedFunction[functionIndex] ?? 0) : functionIndex);
    merged.startMs.push(moved(from.startMs[index]));
    merged.endMs.push(moved(from.endMs[index]));
    merged.statusIndex.push(from.statusIndex[index] ?? 0);
    merged.viaIndex.push(from.viaIndex[index] ?? 0);
    merged.attempt.push(from.attempt[index] ?? 1);
    merged.linkKind.push(from.linkKind[index] ?? 0);
    merged.sentMs.push(moved(from.sentMs[index]));
    const execution = from.executionIndex[index] ?? -1;
    merged.executionIndex.push(from === changed ? (mappedExecution[execution] ?? -1) : execution);
  }
  return merged;
}

/** The executions of both, what changed of one replacing what was known; and where those of `changed` stand in them. */
function mergeExecutions(current: ChainTimeline, changed: ChainTimeline, baseMs: number) {
  const executions = current.executions.map((execution) => moved(execution, current.baseMs - baseMs));
  const indexByArn = new Map(executions.map(({ executionArn }, index) => [executionArn, index]));
  const mappedExecution = changed.executions.map((execution) => {
    const index = indexByArn.get(execution.executionArn) ?? executions.length;
    indexByArn.set(execution.executionArn, index);
    executions[index] = moved(execution, changed.baseMs - baseMs);
    return index;
  });
  return { executions, mappedExecution };
}

function moved(
  execution: ChainTimeline['executions'][number],
  shift: number,
): ChainTimeline['executions'][number] {
  const { startMs, endMs } = execution;
  return {
    ...execution,
    startMs: startMs < 0 ? -1 : startMs + shift,
    endMs: endMs < 0 ? -1 : endMs + shift,
  };
}
