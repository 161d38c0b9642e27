import type { ReactNode } from 'react';
import type { ProblemText } from '@/lib/contract/operation';
import { Button } from './button';
import { Kbd } from './kbd';
import { ProblemNote } from './problem-note';

/** The foot of an editor, never out of sight: what saving does or what stands in its way, the way out, and the act. */
export function SaveBar({
  said,
  problem,
  cancel,
  act,
  busy,
  off,
  onSave,
}: {
  said: string;
  /** Why it was refused, where no field is at fault. */
  problem: ProblemText | null;
  cancel?: ReactNode;
  act: string;
  busy: boolean;
  off: boolean;
  onSave: () => void;
}) {
  return (
    <footer className="sticky bottom-0 z-20 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-2.5 sm:px-5">
      <p role="status" className="mr-auto text-xs text-muted">
        {said}
      </p>
      {problem === null ? null : <ProblemNote problem={problem} className="basis-full" />}
      {cancel}
      <Button variant="primary" busy={busy} disabled={off} onClick={onSave}>
        {act}
        <Kbd className="border-transparent bg-transparent text-on-accent max-sm:hidden">⌘/Ctrl Enter</Kbd>
      </Button>
    </footer>
  );
}
