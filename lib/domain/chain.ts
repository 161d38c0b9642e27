export const CHAIN_STATUSES = [
  'running',
  'waiting',
  'succeeded',
  'recovered',
  'failed',
  'cut',
  'lost',
] as const;
export type ChainStatus = (typeof CHAIN_STATUSES)[number];

/** Statuses that need a person; the list's default view adds running-but-failing chains. */
export const ATTENTION_STATUSES: readonly ChainStatus[] = ['failed', 'cut', 'lost'];
