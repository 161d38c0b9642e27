export interface FunctionRef {
  /** Name or ARN. */
  functionName: string;
  /** Version or alias; the function itself when null or absent. */
  qualifier?: string | null;
}

/** `FunctionName` and, where there is one, `Qualifier`, as Lambda's operations take them. */
export function functionRefInput({ functionName, qualifier }: FunctionRef): {
  FunctionName: string;
  Qualifier?: string;
} {
  return { FunctionName: functionName, ...(qualifier ? { Qualifier: qualifier } : {}) };
}
