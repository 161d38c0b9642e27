'use client';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect } from 'react';
import { applyTheme, themePreference } from '@/components/ui/theme-preference';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { NAV_ITEMS } from './nav-items';
import { openOverlay, useShellOverlay } from './shell-overlay';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const KeySheet = lazy(() => import('./key-sheet').then((module) => ({ default: module.KeySheet })));

/** The keys of every page, and what they open; loaded when first opened. */
export function ShellOverlays() {
  const router = useRouter();
  const overlay = useShellOverlay();
  const theme = themePreference.use();
  useEffect(() => applyTheme(theme), [theme]);

  useHotkeys({
    '?': () => openOverlay('keys'),
    '/': () => {
      // pages that were left stay in the document, hidden
      const fields = [...document.querySelectorAll<HTMLInputElement>('[data-page-search]')];
      const field = fields.find((each) => each.checkVisibility());
      if (field === undefined) openOverlay('palette');
      else field.focus();
    },
    ...Object.fromEntries(NAV_ITEMS.map((item) => [`g ${item.key}`, () => router.push(item.href)])),
  });
  useHotkeys({ 'mod+k': () => openOverlay(overlay === 'palette' ? null : 'palette') }, { inDialogs: true });

  return (
    <Suspense fallback={null}>
      {overlay === 'palette' ? <Palette onClose={() => openOverlay(null)} /> : null}
      {overlay === 'keys' ? <KeySheet onClose={() => openOverlay(null)} /> : null}
    </Suspense>
  );
}
