import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import { NothingHere } from '@/components/ui/nothing-here';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <NothingHere
      icon={Compass}
      title="There is nothing at this address"
      ways={[
        { href: '/', label: 'All chains' },
        { href: '/functions', label: 'Functions' },
      ]}
    >
      <p>
        The address may be incomplete, or what it named was removed by retention. A trace, request or event ID
        can be pasted into the search (⌘/Ctrl K) to find its chain.
      </p>
    </NothingHere>
  );
}
