/** USD; AWS Lambda's public prices, https://aws.amazon.com/lambda/pricing/ */
export interface LambdaPrices {
  gbSecondX86: number;
  gbSecondArm: number;
  request: number;
}

/** us-east-1, first tier, without the free tier and savings plans. */
export const US_EAST_1_PRICES: LambdaPrices = {
  gbSecondX86: 0.0000166667,
  gbSecondArm: 0.0000133334,
  request: 0.0000002,
};

/**
 * Estimates what one run cost, in USD, from its REPORT: billed ms × configured MB, and the price of a request. Null
 * where REPORT did not say both.
 */
export function costUsd(
  run: {
    billedDurationMs: number | null;
    memorySizeMb: number | null;
    architecture: 'x86_64' | 'arm64';
  },
  prices: LambdaPrices = US_EAST_1_PRICES,
): number | null {
  if (run.billedDurationMs === null || run.memorySizeMb === null) return null;
  const gbSeconds = (run.billedDurationMs / 1000) * (run.memorySizeMb / 1024);
  const perGbSecond = run.architecture === 'arm64' ? prices.gbSecondArm : prices.gbSecondX86;
  // no more digits than a price has: sums and what is stored stay the same number
  return Math.round((gbSeconds * perGbSecond + prices.request) * 1e12) / 1e12;
}
