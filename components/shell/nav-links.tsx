'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { activeNavHref, NAV_ITEMS } from './nav-items';

/** The entries without a mark, while the path is not known yet. */
export function NavLinksPlain({ active = null }: { active?: string | null }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {NAV_ITEMS.map(({ href, label, icon: Icon }) => (
        <li key={href}>
          <Link
            href={href}
            aria-current={href === active ? 'page' : undefined}
            className={clsx(
              'flex h-7 items-center gap-2 rounded-md px-2',
              href === active
                ? 'bg-selected font-medium text-text forced-colors:outline'
                : 'text-muted hover:bg-hover hover:text-text',
            )}
          >
            <Icon aria-hidden className="size-4" />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function NavLinks() {
  return <NavLinksPlain active={activeNavHref(usePathname())} />;
}
