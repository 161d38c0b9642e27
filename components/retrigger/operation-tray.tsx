'use client';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RequestProblem } from '@/components/live/fetch-json';
import { Dialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { OperationProgress } from './operation-progress';
import { operationOptions } from './operation-query-options';
import { operationWords } from './operation-words.model';
import { forgetOperation, type TrackedOperation, useTrackedOperations } from './tracked-operations';

/** What was sent from this tab, runs and events: running, answered, failed; each opens again to its progress. */
export function OperationTray() {
  const operations = useTrackedOperations();
  const [shown, setShown] = useState<TrackedOperation | null>(null);
  if (operations.length === 0) return null;
  return (
    <section
      aria-label="Sent from here"
      className="fixed bottom-3 left-3 z-40 flex max-h-48 w-72 max-w-[calc(100vw-1.5rem)] flex-col overflow-y-auto rounded-lg border border-line-strong bg-raised lg:left-56"
    >
      {operations.map((operation) => (
        <TrayEntry key={operation.operationId} operation={operation} onShow={() => setShown(operation)} />
      ))}
      <Dialog open={shown !== null} onOpenChange={() => setShown(null)} title={shown?.label ?? ''} size="lg">
        {shown === null ? null : (
          <OperationProgress operationId={shown.operationId} onLeave={() => setShown(null)} />
        )}
      </Dialog>
    </section>
  );
}

function TrayEntry({ operation, onShow }: { operation: TrackedOperation; onShow: () => void }) {
  const { operationId, label } = operation;
  const query = useQuery(operationOptions(operationId));
  const unknown = query.error instanceof RequestProblem && query.error.status === 404;
  useEffect(() => {
    if (unknown) forgetOperation(operationId);
  }, [unknown, operationId]);
  const words = query.data === undefined ? null : operationWords(query.data);
  const tone = words?.tone ?? 'busy';
  const Icon = { busy: LoaderCircle, good: CircleCheck, bad: CircleAlert, open: CircleDashed }[tone];
  const color = { busy: 'text-running', good: 'text-succeeded', bad: 'text-failed', open: 'text-waiting' }[
    tone
  ];
  return (
    <div className="flex items-center gap-1 border-b border-line pl-2 last:border-b-0">
      <Icon
        aria-hidden
        className={clsx('size-4 shrink-0', color, tone === 'busy' && 'motion-safe:animate-spin')}
      />
      <button
        type="button"
        onClick={onShow}
        className="min-h-8 min-w-0 flex-1 truncate px-1 text-left hover:underline"
      >
        <span role="status">{words?.title ?? label}</span>
      </button>
      <IconButton
        size="icon-sm"
        label={`Close ${words?.title ?? label}`}
        onClick={() => forgetOperation(operationId)}
      >
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}
