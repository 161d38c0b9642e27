import { Plus } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { buttonClass } from './button-class';
import { Kbd } from './kbd';

/** Leads to where one of the listed is made; `keys` is what the page binds to the same. */
export function CreateLink({ href, keys, children }: { href: Route; keys: string; children: string }) {
  return (
    <Link href={href} className={buttonClass({ variant: 'primary' })}>
      <Plus aria-hidden className="size-3.5" />
      {children}
      <Kbd className="border-on-accent/40 bg-transparent text-on-accent">{keys}</Kbd>
    </Link>
  );
}
