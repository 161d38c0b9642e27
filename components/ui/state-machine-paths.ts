import { executionNameOf } from '@/lib/domain/execution-name';

export function stateMachinePath(name: string): `/state-machines/${string}` {
  return `/state-machines/${encodeURIComponent(name)}`;
}

export function editStateMachinePath(name: string): `/state-machines/${string}/edit` {
  return `${stateMachinePath(name)}/edit`;
}

export function executionPagePath(
  name: string,
  executionName: string,
): `/state-machines/${string}/executions/${string}` {
  return `${stateMachinePath(name)}/executions/${encodeURIComponent(executionName)}`;
}

/** The page of an execution; null of an Express one, of which AWS keeps nothing, and of what is no execution. */
export function executionPathOf(
  executionArn: string,
): { path: ReturnType<typeof executionPagePath>; stateMachineName: string; executionName: string } | null {
  const ref = executionNameOf(executionArn);
  if (ref === null || ref.express) return null;
  const { stateMachineName, executionName } = ref;
  return { path: executionPagePath(stateMachineName, executionName), stateMachineName, executionName };
}
