'use client';
import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { JsonEditor } from '@/components/ui/json-editor';
import { inputSizeWords } from './input-size-words';
import type { TargetDraft } from './rule-draft.model';

/** Values taken out of the event by path, and the template that they are put into. */
export function TransformerEditor({
  target,
  at,
  index,
  onChange,
}: {
  target: TargetDraft;
  at: (field: string, value: string) => string | null;
  index: number;
  onChange: (target: TargetDraft) => void;
}) {
  const { paths } = target;
  const size = inputSizeWords(target.template);
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="mb-0.5 text-xs text-muted">Values from the event</legend>
        <ul className="flex flex-col gap-1">
          {paths.map((row) => {
            const problem = at(`inputTransformer.inputPathsMap.${row.name}`, row.name);
            const set = (change: Partial<typeof row>) =>
              onChange({
                ...target,
                paths: paths.map((each) => (each.key === row.key ? { ...each, ...change } : each)),
              });
            const said = `path-${target.key}-${row.key}`;
            return (
              <li key={row.key}>
                <div className="flex items-center gap-1.5">
                  <input
                    aria-label="Name of the value"
                    value={row.name}
                    onChange={(event) => set({ name: event.target.value })}
                    spellCheck={false}
                    autoComplete="off"
                    className="field w-36 min-w-0 font-mono text-xs"
                  />
                  <span aria-hidden className="text-muted">
                    =
                  </span>
                  <input
                    aria-label={`Path of ${row.name === '' ? 'the value' : row.name}`}
                    aria-invalid={problem !== null}
                    aria-describedby={problem === null ? undefined : said}
                    value={row.path}
                    placeholder="$.detail.status"
                    onChange={(event) => set({ path: event.target.value })}
                    spellCheck={false}
                    autoComplete="off"
                    className="field min-w-0 flex-1 font-mono text-xs"
                  />
                  <IconButton
                    label={`Remove value ${row.name}`}
                    onClick={() =>
                      onChange({ ...target, paths: paths.filter((each) => each.key !== row.key) })
                    }
                  >
                    <Trash2 aria-hidden className="size-3.5" />
                  </IconButton>
                </div>
                {problem === null ? null : (
                  <p id={said} className="text-xs text-failed">
                    {problem}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
        <Button
          size="sm"
          variant="ghost"
          className="mt-1"
          onClick={() =>
            onChange({
              ...target,
              paths: [
                ...paths,
                { key: Math.max(0, ...paths.map((row) => row.key)) + 1, name: '', path: '$.detail.' },
              ],
            })
          }
        >
          <Plus aria-hidden className="size-3.5" />
          Add a value
        </Button>
      </fieldset>
      <div>
        <p className="mb-0.5 text-xs text-muted">
          Template; <code>&lt;name&gt;</code> stands for a value, text gets its quotes by itself
        </p>
        <JsonEditor
          label={`Input template of target ${index + 1}`}
          value={target.template}
          onChange={(template) => onChange({ ...target, template })}
          said={
            at('inputTransformer.inputTemplate', target.template) ?? at('inputTransformer.inputPathsMap', ' ')
          }
          fault={null}
          size={size.words}
          tooLarge={size.tooLarge}
          fewestRows={3}
        />
      </div>
    </>
  );
}
