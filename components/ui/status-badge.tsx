import type { ChainStatus } from '@/lib/domain/chain';
import type { HopStatus } from '@/lib/domain/hop';
import { STATUS_LOOK } from './status-look';
import { ToneBadge } from './tone-badge';

/** The status of a hop or chain; `suffix` adds what the word alone does not say: "on hop 6". */
export function StatusBadge({
  status,
  suffix,
  className,
}: {
  status: HopStatus | ChainStatus;
  suffix?: string | undefined;
  className?: string;
}) {
  return (
    <ToneBadge look={STATUS_LOOK[status]} spins={status === 'running'} className={className}>
      {suffix === undefined ? null : <span className="font-normal">{suffix}</span>}
    </ToneBadge>
  );
}
