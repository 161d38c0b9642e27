import { ToneBadge } from '@/components/ui/tone-badge';
import type { FunctionSummary } from '@/lib/contract/function';
import { FOLLOWABILITY_LOOK } from './followability-look';

/** How well chains of the function can be followed. */
export function FollowabilityBadge({ value }: { value: FunctionSummary['followability'] }) {
  return <ToneBadge look={FOLLOWABILITY_LOOK[value]} />;
}
