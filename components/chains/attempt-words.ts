import { formatCount } from '@/components/ui/format-count';

/** `2 of 8`: the attempt that the newest hop is, of the limit its chain states; null where neither says anything. */
export function attemptWords(newest: { attempt: number } | null, maxAttempts: number | null): string | null {
  if (newest === null || (newest.attempt <= 1 && maxAttempts === null)) return null;
  const attempt = formatCount(newest.attempt, false);
  return maxAttempts === null ? attempt : `${attempt} of ${formatCount(maxAttempts, false)}`;
}
