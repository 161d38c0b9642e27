const COUNT_STOP = 10_000;
const grouped = new Intl.NumberFormat('en-US');

/** `1,204`; counts of lists stop at 10,000 and say so: `10,000+`. */
export function formatCount(count: number, stops = true): string {
  return stops && count >= COUNT_STOP ? `${grouped.format(COUNT_STOP)}+` : grouped.format(count);
}
