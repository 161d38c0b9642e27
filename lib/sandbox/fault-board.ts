import type { DeliveryFault, EntryFault, Fault, RequestFault } from './fault.ts';
import type { WireRequest } from './service.ts';

/** The faults that are switched on now; they live in memory only and end with the process. */
export interface FaultBoard {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** Every fault that strikes this request; each is counted as used. */
  onRequest(operation: string, request: Pick<WireRequest, 'path' | 'body'>): RequestFault[];
  /** Whether an entry of PutEvents with these texts is to fail, counted as used. */
  failsEntry(texts: readonly string[]): boolean;
  /** The delivery fault of this kind that strikes now in this log group, counted as used. */
  onDelivery<K extends DeliveryFault['kind']>(
    kind: K,
    logGroupName: string,
  ): Extract<DeliveryFault, { kind: K }> | null;
  clockAheadMs(): number;
}

export function createFaultBoard(random: () => number = Math.random): FaultBoard {
  let faults: Fault[] = [];

  function strikes(fault: RequestFault | DeliveryFault | EntryFault): boolean {
    if (random() >= fault.probability) return false;
    if (fault.count !== undefined) {
      fault.count -= 1;
      if (fault.count === 0) faults = faults.filter((other) => other !== fault);
    }
    return true;
  }

  return {
    add(fault) {
      if (fault.kind === 'clock-ahead') faults = faults.filter((other) => other.kind !== 'clock-ahead');
      faults.push({ ...fault });
    },
    clear() {
      faults = [];
    },
    list: () => faults.map((fault) => ({ ...fault })),
    onRequest(operation, request) {
      if (faults.length === 0) return [];
      return faults.filter(
        (fault): fault is RequestFault =>
          'operation' in fault &&
          (fault.operation === '*' || fault.operation === operation) &&
          (fault.resource === undefined || names(request, fault.resource)) &&
          strikes(fault),
      );
    },
    failsEntry: (texts) =>
      faults.some(
        (fault) =>
          fault.kind === 'entry-failed' &&
          (fault.text === undefined || texts.some((text) => text.includes(fault.text ?? ''))) &&
          strikes(fault),
      ),
    onDelivery(kind, logGroupName) {
      for (const fault of faults) {
        if (!isDelivery(fault, kind)) continue;
        if (fault.logGroupName !== undefined && fault.logGroupName !== logGroupName) continue;
        if (strikes(fault)) return fault;
      }
      return null;
    },
    clockAheadMs() {
      const fault = faults.find((other) => other.kind === 'clock-ahead');
      return fault?.kind === 'clock-ahead' ? fault.ms : 0;
    },
  };
}

function isDelivery<K extends DeliveryFault['kind']>(
  fault: Fault,
  kind: K,
): fault is Extract<DeliveryFault, { kind: K }> {
  return fault.kind === kind;
}

function names(request: Pick<WireRequest, 'path' | 'body'>, resource: string): boolean {
  return request.path.includes(resource) || request.body.includes(resource);
}
