import type { WireRequest } from './service.ts';

/** Tells the operation that `x-amz-target` names behind a service's prefix; null for none that the service has. */
export function namedByTarget(
  prefix: string,
  operations: { has(operation: string): boolean },
): (request: WireRequest) => string | null {
  return ({ headers }) => {
    const target = headers['x-amz-target'];
    if (typeof target !== 'string' || !target.startsWith(prefix)) return null;
    const operation = target.slice(prefix.length);
    return operations.has(operation) ? operation : null;
  };
}
