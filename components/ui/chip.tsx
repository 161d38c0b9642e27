import { X } from 'lucide-react';
import type { ReactNode } from 'react';

/** A filter in force; its cross removes it. */
export function Chip({
  children,
  name,
  onRemove,
}: {
  children: ReactNode;
  /** What is removed, in words: "status failed". */
  name: string;
  onRemove: () => void;
}) {
  return (
    <span className="inline-flex h-6 items-center rounded-md border border-line-strong bg-raised pl-2 text-xs">
      {children}
      <button
        type="button"
        aria-label={`Remove filter: ${name}`}
        onClick={onRemove}
        className="inline-flex size-6 items-center justify-center text-muted hover:text-text"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
