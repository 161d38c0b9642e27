/** A hop opened on its chain's page, at one of the inspector's tabs. */
export function chainHopPath(
  { chainId, hopId }: { chainId: string; hopId: string },
  tab?: 'decision',
): `/chains/${string}` {
  const query = new URLSearchParams({ hop: hopId, ...(tab === undefined ? {} : { tab }) });
  return `/chains/${encodeURIComponent(chainId)}?${query}`;
}
