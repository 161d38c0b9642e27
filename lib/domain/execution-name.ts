export interface ExecutionName {
  stateMachineArn: string;
  stateMachineName: string;
  executionName: string;
  express: boolean;
}

/**
 * Reads an execution ARN: `arn:aws:states:<region>:<account>:execution:<machine>:<name>`, or of an Express one
 * `…:express:<machine>:<name>:<id>`. Null for anything else.
 */
export function executionNameOf(executionArn: string): ExecutionName | null {
  const match = /^(arn:[^:]+:states:[^:]*:[^:]*):(execution|express):([^:]+):([^:]+)(?::[^:]+)?$/.exec(
    executionArn,
  );
  const [, place, kind, stateMachineName, executionName] = match ?? [];
  if (place === undefined || stateMachineName === undefined || executionName === undefined) return null;
  return {
    stateMachineArn: `${place}:stateMachine:${stateMachineName}`,
    stateMachineName,
    executionName,
    express: kind === 'express',
  };
}
