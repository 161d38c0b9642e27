import type { HopDetail } from '@/lib/contract/hop';
import type { LinkEvidenceKind } from '@/lib/domain/link';

const WORDS: Record<LinkEvidenceKind, string> = {
  next: 'its cause named it',
  parent: 'it named its cause',
  'event-id': 'same event ID',
  'destination-record': 'destination record',
  history: 'execution history',
  operation: 'sent from here, operation',
  repetition: 'same request ID',
  'trace-span': 'Parent is a logged span',
  'trace-time': 'the only hop of the trace that ran then',
  trace: 'same trace',
  time: 'the only run of the function at that time',
  'correlation-id': 'same correlation ID',
};

/** Why two hops are linked, in words; kinds it does not know are shown as they are. */
export const EVIDENCE_WORDS: Partial<Record<string, string>> = WORDS;

export const STRENGTH_WORDS: Record<HopDetail['evidence'][number]['strength'], string> = {
  exact: 'exact',
  trace: 'by trace',
  guess: 'a guess',
};
