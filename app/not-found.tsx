import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <EmptyState
      icon={Compass}
      title="There is nothing at this address"
      actions={
        <>
          <Link href="/" className={buttonClass({ variant: 'primary' })}>
            All chains
          </Link>
          <Link href="/functions" className={buttonClass()}>
            Functions
          </Link>
        </>
      }
    >
      <p>
        The address may be incomplete, or what it named was removed by retention. A trace, request or event ID
        can be pasted into the search (⌘/Ctrl K) to find its chain.
      </p>
    </EmptyState>
  );
}
