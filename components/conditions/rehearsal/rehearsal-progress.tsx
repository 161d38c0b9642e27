'use client';
import { Button } from '@/components/ui/button';
import type { Rehearsal } from '@/lib/contract/condition';

const SAYS: Record<Rehearsal['status'], string> = {
  running: 'judged so far',
  done: 'judged',
  cancelled: 'judged, then cancelled',
  failed: 'judged, then it failed',
};

/** How far it is. */
export function RehearsalProgress({ rehearsal, onCancel }: { rehearsal: Rehearsal; onCancel: () => void }) {
  const { status, judgedCount, hopCount } = rehearsal;
  const running = status === 'running';
  return (
    <div className="flex items-center gap-3">
      {running ? (
        <progress
          aria-label="Runs judged"
          value={judgedCount}
          max={Math.max(1, hopCount)}
          className="h-1.5 w-28 accent-accent"
        />
      ) : null}
      <p role="status" className="mr-auto text-muted">
        {judgedCount.toLocaleString('en-US')} of {hopCount.toLocaleString('en-US')} runs {SAYS[status]}.
      </p>
      {running ? (
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      ) : null}
    </div>
  );
}
