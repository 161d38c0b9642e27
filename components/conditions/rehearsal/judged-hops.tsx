'use client';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { chainHopPath } from '@/components/ui/chain-hop-path';
import { harmlessText } from '@/components/ui/harmless-text';
import type { Rehearsal } from '@/lib/contract/condition';

const FIRST = 20;

/** Runs with what was decided of each; nothing where there are none. */
export function JudgedHops({
  title,
  hops,
  of = hops.length,
  open = false,
}: {
  title: string;
  hops: Rehearsal['examples'];
  /** How many there are in all. */
  of?: number;
  open?: boolean;
}) {
  if (hops.length === 0) return null;
  const shown = hops.slice(0, FIRST);
  return (
    <details open={open}>
      <summary className="min-h-6 leading-6 font-medium">
        {title} <span className="font-normal text-muted">{of.toLocaleString('en-US')}</span>
      </summary>
      <ul className="border-t border-line">
        {shown.map((hop) => (
          <li key={hop.hopId} className="border-b border-line py-1">
            <Link href={chainHopPath(hop, 'decision')} prefetch={false} className="link">
              <AbsoluteTime at={hop.endedAt} />
            </Link>
            <p className="text-xs break-words text-muted">{harmlessText(hop.reason)}</p>
          </li>
        ))}
      </ul>
      {of > shown.length ? (
        <p className="mt-1 text-xs text-muted">The first {shown.length.toLocaleString('en-US')} of them.</p>
      ) : null}
    </details>
  );
}
