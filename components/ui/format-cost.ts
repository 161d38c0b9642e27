/** `$0.0000071`, `$1.24`: two significant figures below a cent, so that small sums are not zero. */
export function formatCost(usd: number): string {
  if (usd === 0) return '$0';
  if (usd >= 0.01) return `$${usd.toFixed(usd >= 1 ? 2 : 4)}`;
  const decimals = Math.min(12, Math.ceil(-Math.log10(usd)) + 1);
  return `$${usd.toFixed(decimals)}`;
}
