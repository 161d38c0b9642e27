'use client';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

/** After a navigation the keyboard goes on in the new page, not in the link that was clicked (WCAG 2.4.3). */
export function FocusOnNavigation() {
  const pathname = usePathname();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}
