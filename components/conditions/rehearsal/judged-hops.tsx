'use client';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { chainHopPath } from '@/components/ui/chain-hop-path';
import { harmlessText } from '@/components/ui/harmless-text';
import type { Rehearsal } from '@/lib/contract/condition';

/** As many as a rehearsal keeps of a kind. */
const KEPT = 50;

/** Runs with what was decided of each; nothing where there are none. */
export function JudgedHops({
  title,
  hops,
  count = null,
  open = false,
}: {
  title: string;
  hops: Rehearsal['examples'];
  /** How many there are in all; null where only those that are kept were counted. */
  count?: number | null;
  open?: boolean;
}) {
  if (hops.length === 0) return null;
  const all = count ?? hops.length;
  const words = all.toLocaleString('en-US');
  return (
    <details open={open}>
      <summary className="min-h-6 leading-6 font-medium">
        {title}{' '}
        <span className="font-normal text-muted">
          {count === null && hops.length >= KEPT ? `${words} or more` : words}
        </span>
      </summary>
      <ul className="border-t border-line">
        {hops.map((hop) => (
          <li key={hop.hopId} className="border-b border-line py-1">
            <Link href={chainHopPath(hop, 'decision')} prefetch={false} className="link">
              <AbsoluteTime at={hop.endedAt} />
            </Link>
            <p className="text-xs break-words text-muted">{harmlessText(hop.reason)}</p>
          </li>
        ))}
      </ul>
      {all > hops.length ? <p className="mt-1 text-xs text-muted">The first {hops.length} of them.</p> : null}
    </details>
  );
}
