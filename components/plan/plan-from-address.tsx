'use client';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { fetchJson } from '@/components/live/fetch-json';
import type { Plan } from '@/lib/contract/plan';
import { queryKeys } from '@/lib/contract/query-keys';
import { usePlanParam } from './use-plan-param';

const PlanDialog = dynamic(() => import('./plan-dialog').then((module) => module.PlanDialog), { ssr: false });

/** The plan that the address named when the page was opened; those that are proposed on the page show themselves. */
export function PlanFromAddress() {
  const [planId, setPlanId] = usePlanParam();
  const [opened] = useState(planId);
  const plan = useQuery({
    queryKey: queryKeys.plans.detail(opened ?? ''),
    queryFn: ({ signal }) => fetchJson<Plan>(`/api/v1/plans/${encodeURIComponent(opened ?? '')}`, signal),
    enabled: opened !== null && planId === opened,
  });
  if (opened === null || planId !== opened || plan.data === undefined) return null;
  return <PlanDialog proposed={plan.data} onClose={() => void setPlanId(null)} />;
}
