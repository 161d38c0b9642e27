import {
  HeartPulse,
  ListFilter,
  ListTree,
  type LucideIcon,
  Radio,
  Repeat2,
  SquareFunction,
  Workflow,
} from 'lucide-react';

interface NavItem {
  href: '/' | '/functions' | '/events' | '/rules' | '/state-machines' | '/conditions' | '/health';
  label: string;
  icon: LucideIcon;
  /** After `g`. */
  key: string;
}

export const NAV_ITEMS: readonly NavItem[] = [
  { href: '/', label: 'Chains', icon: ListTree, key: 'c' },
  { href: '/functions', label: 'Functions', icon: SquareFunction, key: 'f' },
  { href: '/events', label: 'Events', icon: Radio, key: 'e' },
  { href: '/rules', label: 'Rules', icon: ListFilter, key: 'u' },
  { href: '/state-machines', label: 'State machines', icon: Workflow, key: 's' },
  { href: '/conditions', label: 'Conditions', icon: Repeat2, key: 'd' },
  { href: '/health', label: 'Health', icon: HeartPulse, key: 'h' },
];

/** Which entry a path belongs to: a chain's page is one of Chains. */
export function activeNavHref(pathname: string): NavItem['href'] | null {
  if (pathname === '/' || pathname.startsWith('/chains/')) return '/';
  return NAV_ITEMS.find((item) => item.href !== '/' && pathname.startsWith(item.href))?.href ?? null;
}
