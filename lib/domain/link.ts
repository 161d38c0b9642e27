import type { Mechanism } from './hop.ts';

export type LinkEvidenceKind =
  | 'next'
  | 'parent'
  | 'event-id'
  | 'destination-record'
  | 'history'
  | 'operation'
  | 'repetition'
  | 'trace-span'
  | 'trace-time'
  | 'trace'
  | 'time'
  | 'correlation-id';

/** Cause → effect between two hops of one chain. */
export interface Link {
  effectHopId: string;
  /** Null where the trace joins them and the parent is unknown among `candidateCount`. */
  causeHopId: string | null;
  strength: 'exact' | 'trace' | 'guess';
  via: Mechanism;
  evidence: LinkEvidence[];
  candidateCount: number;
  /** The hops that may be the cause where it is unknown: the link joins their chains. Known while it is derived. */
  candidateHopIds?: string[];
}

/** `value` is the identifier both sides share; the UI prints kind and value. */
export interface LinkEvidence {
  kind: LinkEvidenceKind;
  value: string;
}
