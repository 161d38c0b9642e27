import { harmlessText } from '@/components/ui/harmless-text';
import type { HopDetail } from '@/lib/contract/hop';

/** What the function itself said of it, by its marker. */
export function MarkerReason({
  hop: { reason, attempt, maxAttempts },
}: {
  hop: Pick<HopDetail, 'reason' | 'attempt' | 'maxAttempts'>;
}) {
  if (reason === null) return null;
  return (
    <section aria-label="As the function says" className="mb-5 flex flex-col gap-1.5">
      <h3 className="font-semibold">As the function says</h3>
      <p className="break-words">{harmlessText(reason)}</p>
      <p className="text-xs text-muted">
        Its marker of attempt {attempt}
        {maxAttempts === null ? '' : ` of ${maxAttempts}`}.
      </p>
    </section>
  );
}
