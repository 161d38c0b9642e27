import { ArrowDown, CircleAlert } from 'lucide-react';
import { harmlessText } from '@/components/ui/harmless-text';
import { STATUS_LOOK } from '@/components/ui/status-look';
import type { ChainDetail } from '@/lib/contract/chain';

const MESSAGE_CUT = 300;

/** The first thing that went wrong, and the way to it; and why the chain ended as it did. */
export function FailureBanner({ chain, onShow }: { chain: ChainDetail; onShow: (hopId: string) => void }) {
  const failed = chain.firstFailedHop;
  if (failed === null) {
    return chain.ending === null ? null : (
      <p className="border-b border-line bg-cut-soft px-5 py-1.5 text-cut max-sm:px-4">{chain.ending}</p>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line bg-failed-soft px-5 py-1 text-failed max-sm:px-4">
      <CircleAlert aria-hidden className="size-4 shrink-0" />
      <p className="font-medium">
        Hop {failed.position} {STATUS_LOOK[failed.status].word.toLowerCase()}
        {failed.errorType === null ? '' : `: ${harmlessText(failed.errorType)}`}
      </p>
      {failed.errorMessage === null ? null : (
        <p className="min-w-0 flex-1 truncate font-mono text-xs" title={harmlessText(failed.errorMessage)}>
          {harmlessText(failed.errorMessage.slice(0, MESSAGE_CUT))}
        </p>
      )}
      {chain.ending === null ? null : <p>{chain.ending}</p>}
      <button
        type="button"
        className="ml-auto inline-flex min-h-6 items-center gap-1 font-medium underline underline-offset-2"
        onClick={() => onShow(failed.hopId)}
      >
        Go to hop {failed.position}
        <ArrowDown aria-hidden className="size-3.5" />
      </button>
    </div>
  );
}
