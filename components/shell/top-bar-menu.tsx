'use client';
import { Menu } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Popover } from '@/components/ui/popover';

/** The navigation of narrow screens. */
export function TopBarMenu({ children }: { children: ReactNode }) {
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <Popover
      label="Menu"
      align="end"
      className="w-60 p-2"
      trigger={(props) => (
        <button
          type="button"
          ref={trigger}
          {...props}
          aria-label="Menu"
          className={buttonClass({ variant: 'ghost', size: 'icon' })}
        >
          <Menu aria-hidden className="size-4" />
        </button>
      )}
    >
      {(close) => (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a link inside was followed, by pointer or key
        <div
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest('a') !== null) close();
          }}
        >
          {children}
        </div>
      )}
    </Popover>
  );
}
