import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';

export default function ChainNotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="No chain has this ID"
      actions={
        <>
          <Link href="/" className={buttonClass({ variant: 'primary' })}>
            All chains
          </Link>
          <Link href="/functions" className={buttonClass()}>
            What is watched
          </Link>
          <Link href="/health" className={buttonClass()}>
            How far reading is
          </Link>
        </>
      }
    >
      <p>
        A chain is found by its own ID and by any trace ID, request ID, event ID or execution ARN of its hops.
        This one is none that was read so far:
      </p>
      <ul className="mt-2 list-disc pl-5">
        <li>its run may be newer than what has been read: the health page shows how far that is;</li>
        <li>its function may not be watched: the functions page lists those that are;</li>
        <li>it may be older than the retention, or the ID may have lost characters when it was copied.</li>
      </ul>
    </EmptyState>
  );
}
