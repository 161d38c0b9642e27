import clsx from 'clsx';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { harmlessText } from '@/components/ui/harmless-text';
import { rulePath } from '@/components/ui/rule-paths';
import type { EventDetail } from '@/lib/contract/event';

/** What the bus's own log says of the event; without that logging there is nothing to show, and that is said. */
export function EventDeliveries({ event }: { event: EventDetail }) {
  return (
    <section aria-label="Deliveries" className="border-t border-line px-4 py-2">
      <h3 className="min-h-6 font-semibold">Deliveries</h3>
      {event.deliveries.length === 0 ? (
        <p className="text-xs text-muted">
          The bus’s own log says nothing of it. Only a bus that is watched by its own logging tells of
          deliveries; what ran is known from the functions’ logs.
        </p>
      ) : (
        <ol className="text-xs">
          {event.deliveries.map((delivery) => (
            <li
              key={`${delivery.at}${delivery.messageType}${delivery.targetArn ?? ''}`}
              className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-1"
            >
              <AbsoluteTime at={delivery.at} clock withMs className="text-muted" />
              <code className={clsx(/FAIL|NO_/.test(delivery.messageType) && 'font-medium text-failed')}>
                {delivery.messageType}
              </code>
              {delivery.ruleName === null ? null : (
                <Link
                  href={rulePath({ eventBusName: event.eventBusName, ruleName: delivery.ruleName })}
                  className="link"
                >
                  {delivery.ruleName}
                </Link>
              )}
              {delivery.targetArn === null ? null : (
                <code className="break-all text-muted">{delivery.targetArn}</code>
              )}
              {delivery.message === null ? null : (
                <p className="basis-full break-words text-muted">{harmlessText(delivery.message)}</p>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
