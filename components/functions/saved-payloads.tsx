'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { problemFrom } from '@/components/live/fetch-json';
import { useReadOnly } from '@/components/live/use-read-only';
import { savedPayloadsOptions } from '@/components/retrigger/saved-payloads-options';
import { CopyButton } from '@/components/ui/copy-button';
import { IconButton } from '@/components/ui/icon-button';
import { notify } from '@/components/ui/notify';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { deleteSavedPayloadAction, savePayloadAction } from '@/lib/actions/function-actions';
import type { SavedPayload } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

/** Payloads kept for this function; deleting one can be taken back from the notice. */
export function SavedPayloads({ functionName }: { functionName: string }) {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const saved = useQuery(savedPayloadsOptions(functionName));
  const reread = () =>
    client.invalidateQueries({ queryKey: queryKeys.functions.savedPayloads(functionName) });
  const remove = useMutation({
    mutationFn: (payload: SavedPayload) =>
      deleteSavedPayloadAction({ savedPayloadId: payload.savedPayloadId }),
    onSuccess: async (result, payload) => {
      await reread();
      if (!result.ok) {
        notify({ tone: 'error', title: result.problem.message });
        return;
      }
      notify({
        tone: 'info',
        title: `“${payload.name}” was deleted`,
        action: {
          label: 'Undo',
          onClick: () => {
            const { name, text } = payload;
            void savePayloadAction({ functionName, name, text }).then(reread);
          },
        },
      });
    },
  });
  return (
    <section aria-labelledby="saved-payloads" aria-busy={saved.isFetching}>
      <h2 id="saved-payloads" className="mb-2 text-md font-semibold">
        Saved payloads
      </h2>
      {saved.isError && saved.data === undefined ? <ProblemNote problem={problemFrom(saved.error)} /> : null}
      {saved.data?.length === 0 ? (
        <p className="text-muted">None yet. “Run” opens an editor from which a payload can be saved.</p>
      ) : null}
      <ul className="border-t border-line">
        {saved.data?.map((payload) => (
          <li key={payload.savedPayloadId} className="border-b border-line">
            <div className="flex items-start gap-1">
              <details className="min-w-0 flex-1">
                <summary className="min-h-8 py-1.5 font-medium">{payload.name}</summary>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
                <pre tabIndex={0} className="mb-2 max-h-48 overflow-auto rounded-md bg-sunken p-2 text-xs">
                  {payload.text}
                </pre>
              </details>
              <RelativeTime at={payload.savedAt} className="mt-2 text-right text-xs text-muted" />
              <span className="mt-1 inline-flex">
                <CopyButton text={payload.text} what={`payload ${payload.name}`} />
                <IconButton
                  label={`Delete ${payload.name}`}
                  size="icon-sm"
                  disabled={readOnly || remove.isPending}
                  onClick={() => remove.mutate(payload)}
                >
                  <Trash2 aria-hidden className="size-3.5" />
                </IconButton>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
