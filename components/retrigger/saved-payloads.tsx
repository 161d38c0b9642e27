'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { deleteSavedPayloadAction, savePayloadAction } from '@/lib/actions/function-actions';
import type { ActionResult, ProblemText } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';
import { savedPayloadsOptions } from './saved-payloads-options';

/** Payloads kept for a function: take one, keep this one, remove one. */
export function SavedPayloads({
  functionName,
  text,
  canSave,
  onTake,
}: {
  functionName: string;
  text: string;
  canSave: boolean;
  onTake: (text: string, name: string) => void;
}) {
  const client = useQueryClient();
  const saved = useQuery(savedPayloadsOptions(functionName));
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const act = async (run: () => Promise<ActionResult<unknown>>) => {
    setBusy(true);
    setProblem(null);
    try {
      const result = await run();
      if (!result.ok) setProblem(result.problem);
      await client.invalidateQueries({ queryKey: queryKeys.functions.savedPayloads(functionName) });
      return result.ok;
    } catch (error) {
      setProblem(problemFrom(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const items = saved.data ?? [];
  return (
    <section aria-label="Saved payloads" aria-busy={busy || saved.isFetching}>
      <h3 className="text-xs text-muted">
        Saved payloads of {functionName}
        {saved.data !== undefined && items.length === 0 ? ': none yet' : ''}
      </h3>
      {saved.isError ? <ProblemNote problem={problemFrom(saved.error)} className="mt-1" /> : null}
      <ul className="mt-1 max-h-36 overflow-y-auto">
        {items.map((item) => (
          <li key={item.savedPayloadId} className="flex items-center gap-2 border-b border-line">
            <button
              type="button"
              className="link min-h-7 min-w-0 flex-1 truncate text-left"
              onClick={() => onTake(item.text, item.name)}
            >
              {item.name}
            </button>
            <span className="text-xs text-faint">
              <RelativeTime at={item.savedAt} />
            </span>
            <IconButton
              size="icon-sm"
              label={`Delete ${item.name}`}
              disabled={busy}
              onClick={() =>
                void act(() => deleteSavedPayloadAction({ savedPayloadId: item.savedPayloadId }))
              }
            >
              <Trash2 aria-hidden className="size-3.5" />
            </IconButton>
          </li>
        ))}
      </ul>
      <form
        className="mt-1.5 flex gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || !canSave || busy) return;
          void act(() => savePayloadAction({ functionName, name, text })).then((ok) => ok && setName(''));
        }}
      >
        <input
          aria-label="Name for this payload"
          placeholder="Save this payload as …"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="field min-w-0 flex-1"
        />
        <Button type="submit" disabled={name.trim() === '' || !canSave} busy={busy}>
          <Save aria-hidden className="size-3.5" />
          Save
        </Button>
      </form>
      {problem === null ? null : <ProblemNote problem={problem} className="mt-1.5" />}
    </section>
  );
}
