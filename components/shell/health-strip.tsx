'use client';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { CircleX, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { useHydrated } from '@/components/ui/use-hydrated';

/** On every page, while Reprise itself has a problem: what is shown may be old, however calm it looks. */
export function HealthStrip() {
  return useHydrated() ? <Strip /> : null;
}

function Strip() {
  // reads what others fetch: it stands outside of what the server seeds
  const { data } = useQuery({ ...healthQueryOptions(), enabled: false });
  const problem = data?.database.problem ?? data?.aws.problem ?? null;
  if (data === undefined || problem === null) return null;
  const failing = data.status === 'failing';
  const Icon = failing ? CircleX : TriangleAlert;
  return (
    <div
      role="status"
      className={clsx(
        'flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-1 sm:px-5',
        failing ? 'bg-failed-soft text-failed' : 'bg-waiting-soft text-waiting',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{problem.message} What is shown may be out of date.</span>
      <Link href="/health" className="inline-flex min-h-6 items-center font-medium underline">
        Health
      </Link>
    </div>
  );
}
