import type { LucideIcon } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from './button-class';
import { EmptyState } from './empty-state';

/** What an address names is not there: why that may be, and where to go on, the likeliest way first. */
export function NothingHere({
  icon,
  title,
  ways,
  children,
}: {
  icon: LucideIcon;
  title: string;
  ways: readonly { href: Route; label: string }[];
  children: ReactNode;
}) {
  return (
    <EmptyState
      icon={icon}
      title={title}
      actions={ways.map(({ href, label }, index) => (
        <Link key={label} href={href} className={buttonClass(index === 0 ? { variant: 'primary' } : {})}>
          {label}
        </Link>
      ))}
    >
      {children}
    </EmptyState>
  );
}
