import Link from 'next/link';
import { type ReactNode, Suspense } from 'react';
import { LiveToggle } from '@/components/live/live-toggle';
import { FocusOnNavigation } from './focus-on-navigation';
import { HealthStrip } from './health-strip';
import { KeysButton } from './keys-button';
import { NavLinks, NavLinksPlain } from './nav-links';
import { SearchButton } from './search-button';
import { ShellOverlays } from './shell-overlays';
import { ThemeSwitch } from './theme-switch';
import { TimeZoneSwitch } from './time-zone-switch';
import { TopBarMenu } from './top-bar-menu';

/** What surrounds every page: navigation, where it acts, live state, keys. */
export function AppFrame({
  where,
  whereCompact,
  children,
}: {
  where: ReactNode;
  whereCompact: ReactNode;
  children: ReactNode;
}) {
  const nav = (
    <Suspense fallback={<NavLinksPlain />}>
      <NavLinks />
    </Suspense>
  );
  const live = (
    <div className="flex items-center justify-between">
      <LiveToggle />
      <TimeZoneSwitch />
    </div>
  );
  const switches = (
    <div className="flex items-center">
      <ThemeSwitch />
      <KeysButton />
    </div>
  );
  return (
    <div className="flex min-h-dvh flex-col lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 flex h-11 items-center gap-2 border-b border-line bg-surface px-4 lg:hidden">
        <Link href="/" className="mr-auto text-md font-semibold tracking-tight">
          Reprise
        </Link>
        {whereCompact}
        <SearchButton compact />
        <TopBarMenu>
          <nav aria-label="Main">{nav}</nav>
          <div className="mt-2 border-t border-line pt-2">
            {live}
            {switches}
          </div>
        </TopBarMenu>
      </header>
      <header className="sticky top-0 hidden h-dvh flex-col gap-3 border-r border-line px-2 py-3 lg:flex">
        <div className="flex items-center justify-between">
          <Link href="/" className="px-2 text-md font-semibold tracking-tight">
            Reprise
          </Link>
          {switches}
        </div>
        <SearchButton />
        <nav aria-label="Main">{nav}</nav>
        <div className="mt-auto flex flex-col gap-2">
          {live}
          {where}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
        <HealthStrip />
        {children}
      </main>
      <Suspense fallback={null}>
        <FocusOnNavigation />
      </Suspense>
      <ShellOverlays />
    </div>
  );
}
