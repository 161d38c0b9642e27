'use client';
import clsx from 'clsx';
import { useMemo, useState } from 'react';
import { FixedRows } from './fixed-rows';
import { harmlessText } from './harmless-text';
import { type JsonToken, prettyJson } from './json-tokens.model';

const LINE_PX = 18;
const LINE_CUT = 2000;
/** indentation stops growing here, so that deep nesting stays readable */
const DEEPEST = 24;
const TOKEN_CLASS: Record<JsonToken['kind'], string | undefined> = {
  key: 'json-key',
  string: 'json-string',
  number: 'json-number',
  literal: 'json-literal',
  mark: undefined,
};

/** Text with line numbers; JSON is laid out and coloured by its own characters, everything else shown as it is. */
export function CodeView({ text, label, pretty = true }: { text: string; label: string; pretty?: boolean }) {
  const json = useMemo(() => (pretty ? prettyJson(text) : null), [text, pretty]);
  const plain = useMemo(() => (json === null ? text.split('\n') : []), [json, text]);
  const [whole, setWhole] = useState<ReadonlySet<number>>(new Set());
  const count = json === null ? plain.length : json.length;
  const cut = (line: string, index: number) =>
    line.length > LINE_CUT && !whole.has(index) ? line.slice(0, LINE_CUT) : line;
  return (
    <FixedRows
      count={count}
      rowPx={LINE_PX}
      label={label}
      className="min-h-0 flex-1 overflow-auto bg-surface py-2 font-mono text-xs -outline-offset-2"
      row={(index) => {
        const line = json?.[index];
        const length = line === undefined ? (plain[index]?.length ?? 0) : lengthOf(line.tokens);
        return (
          <div key={index} className="flex h-4.5 items-center whitespace-pre">
            <span
              aria-hidden
              className="sticky left-0 w-11 shrink-0 bg-surface pr-3 text-right text-faint select-none"
            >
              {index + 1}
            </span>
            <code className="pr-4" style={{ paddingLeft: `${Math.min(line?.depth ?? 0, DEEPEST) * 2}ch` }}>
              {line === undefined
                ? harmlessText(cut(plain[index] ?? '', index))
                : line.tokens.map((token, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a line never move
                    <span key={i} className={clsx(TOKEN_CLASS[token.kind])}>
                      {harmlessText(cut(token.text, index))}
                    </span>
                  ))}
              {length > LINE_CUT && !whole.has(index) ? (
                <button
                  type="button"
                  className="link ml-2 font-sans"
                  onClick={() => setWhole(new Set(whole).add(index))}
                >
                  … show all {length.toLocaleString('en-US')} characters
                </button>
              ) : null}
            </code>
          </div>
        );
      }}
    />
  );
}

function lengthOf(tokens: JsonToken[]): number {
  let longest = 0;
  for (const token of tokens) longest = Math.max(longest, token.text.length);
  return longest;
}
