import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { shortId } from '@/components/ui/short-id';
import type { Health } from '@/lib/contract/health';

/** Links that would have joined too much at once, and were not followed. */
export function HeldLinks({ links }: { links: Health['heldLinks'] }) {
  if (links.length === 0) return <p className="text-muted">None: no link would have joined too much.</p>;
  return (
    <ul className="border-t border-line">
      {links.map((link) => (
        <li key={link.heldLinkId} className="flex flex-wrap items-center gap-x-3 border-b border-line py-1.5">
          <span>{link.reason}</span>
          <code className="text-xs break-all text-muted">{link.identifier}</code>
          <span className="flex flex-wrap gap-2">
            {link.chainIds.map((chainId) => (
              <Link
                key={chainId}
                href={`/chains/${encodeURIComponent(chainId)}`}
                prefetch={false}
                className="link font-mono text-xs"
              >
                {shortId(chainId)}
              </Link>
            ))}
          </span>
          <RelativeTime at={link.heldAt} className="ml-auto text-right text-muted" />
        </li>
      ))}
    </ul>
  );
}
