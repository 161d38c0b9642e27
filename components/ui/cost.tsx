import { formatCost } from './format-cost';

/** An estimate, and marked as one. */
export function Cost({ usd }: { usd: number | null }) {
  if (usd === null) {
    return (
      <span className="text-faint" title="No billed duration is known yet">
        <span aria-hidden>–</span>
        <span className="sr-only">not known</span>
      </span>
    );
  }
  return (
    <span title="Estimate: billed duration × memory × list price, plus the price per request">
      <span aria-hidden className="text-faint">
        ≈
      </span>
      <span className="sr-only">about </span>
      {formatCost(usd)}
    </span>
  );
}
