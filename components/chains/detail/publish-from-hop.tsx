import { Radio } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button-class';
import { Tooltip } from '@/components/ui/tooltip';

/** Opens the publish form with this hop: what the event runs joins its chain. */
export function PublishFromHop({ hopId }: { hopId: string }) {
  return (
    <Tooltip content="Publish an event from here" isName>
      <Link
        href={{ pathname: '/events/new', query: { hop: hopId } }}
        prefetch={false}
        aria-label="Publish an event from here"
        className={buttonClass({ size: 'icon' })}
      >
        <Radio aria-hidden className="size-3.5" />
      </Link>
    </Tooltip>
  );
}
