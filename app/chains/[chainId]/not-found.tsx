import { SearchX } from 'lucide-react';
import { NothingHere } from '@/components/ui/nothing-here';

export default function ChainNotFound() {
  return (
    <NothingHere
      icon={SearchX}
      title="No chain has this ID"
      ways={[
        { href: '/', label: 'All chains' },
        { href: '/functions', label: 'What is watched' },
        { href: '/health', label: 'How far reading is' },
      ]}
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
    </NothingHere>
  );
}
