'use client';
import { ArrowUp } from 'lucide-react';
import { Button } from './button';
import { Kbd } from './kbd';
import { useHotkeys } from './use-hotkeys';

/** Newer rows wait here, and are announced politely, until they are asked for. */
export function NewRowsBar({
  count,
  one,
  many,
  onShow,
}: {
  count: number;
  /** What a row is: "chain". */
  one: string;
  many: string;
  onShow: () => void;
}) {
  useHotkeys({ n: onShow }, { enabled: count > 0 });
  const words = count === 1 ? `1 new ${one}` : `${count} new ${many}`;
  return (
    <>
      <p role="status" className="sr-only">
        {count === 0 ? '' : words}
      </p>
      {count === 0 ? null : (
        <div className="sticky top-14 z-10 flex h-0 justify-center lg:top-3">
          <Button size="sm" className="-mt-3 border-accent text-accent" onClick={onShow}>
            <ArrowUp aria-hidden className="size-3.5" />
            {words}
            <Kbd>n</Kbd>
          </Button>
        </div>
      )}
    </>
  );
}
