'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { definePreference } from '@/components/ui/preference';
import { ProblemNote } from '@/components/ui/problem-note';
import { timeZonePreference } from '@/components/ui/time-zone-preference';
import { filterLog, findInLog, type LogFilter, logText } from './log-filter.model';
import { LogLine } from './log-line';
import { LogToolbar } from './log-toolbar';
import { useHopLog } from './use-hop-log';

const LINE_PX = 18;
const wrapPreference = definePreference('logWrap', ['on', 'off']);

/** The log of one hop: stored tail, everything, or live. */
export function HopLog({
  hopId,
  requestId,
  running,
}: {
  hopId: string;
  requestId: string;
  running: boolean;
}) {
  const log = useHopLog(hopId, running);
  const zone = timeZonePreference.use();
  const wrap = wrapPreference.use() === 'on';
  const [filter, setFilter] = useState<LogFilter>({ level: 'all', system: true });
  const [words, setWords] = useState('');
  const [hit, setHit] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const { lines } = log;
  const shown = useMemo(() => filterLog(lines, filter), [lines, filter]);
  const hits = useMemo(() => findInLog(lines, shown, words), [lines, shown, words]);
  const currentHit = hits[Math.min(hit, hits.length - 1)] ?? -1;

  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout of every line
  useEffect(() => virtual.measure(), [wrap]);
  useEffect(() => {
    if (follows.current && shown.length > 0) virtual.scrollToIndex(shown.length - 1, { align: 'end' });
  }, [virtual, shown.length]);
  useEffect(() => {
    if (currentHit >= 0) virtual.scrollToIndex(currentHit, { align: 'center' });
  }, [virtual, currentHit]);

  const stepHit = (by: 1 | -1) => {
    if (hits.length > 0) setHit((Math.min(hit, hits.length - 1) + by + hits.length) % hits.length);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy={log.reading || log.pages !== null}>
      <LogToolbar
        words={words}
        onWords={(next) => {
          setWords(next);
          setHit(0);
        }}
        hits={hits.length}
        hit={Math.min(hit, Math.max(0, hits.length - 1))}
        onHit={stepHit}
        filter={filter}
        onFilter={setFilter}
        wrap={wrap}
        onWrap={(next) => wrapPreference.set(next ? 'on' : 'off')}
        text={() => logText(lines, shown)}
        fileName={`${requestId}.log`}
      />
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line px-4 text-xs text-muted">
        <span role="status">{describeLog(log, shown.length)}</span>
        <span className="ml-auto flex items-center gap-1">
          {running || log.live === 'on' ? (
            <Button
              size="sm"
              variant="ghost"
              aria-pressed={log.live === 'on'}
              onClick={() => log.setLive(log.live === 'off' || log.live === 'ended')}
            >
              {log.live === 'on' ? (
                <span aria-hidden className="forced-mark size-2 rounded-full bg-running breathe" />
              ) : null}
              {log.live === 'on' ? 'Live' : log.live === 'connecting' ? 'Connecting' : 'Follow live'}
            </Button>
          ) : null}
          {log.pages === null ? (
            <Button size="sm" variant="ghost" onClick={() => void log.loadAll()}>
              {log.source === 'cloudwatch' ? 'Load again' : 'Load all'}
            </Button>
          ) : (
            <Button size="sm" variant="ghost" onClick={log.stopLoading}>
              Stop
            </Button>
          )}
        </span>
      </div>
      {log.problem === null ? null : <ProblemNote problem={log.problem} className="m-3" />}
      <section
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label="Log lines"
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          follows.current = scrollTop + clientHeight >= scrollHeight - LINE_PX;
        }}
        className="min-h-0 flex-1 overflow-auto py-1.5 font-mono text-xs -outline-offset-2"
      >
        {shown.length === 0 && !log.reading ? (
          <p className="px-4 py-2 font-sans text-muted">{emptyWords(lines.length, running)}</p>
        ) : null}
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          <div
            className={wrap ? 'absolute inset-x-0 top-0' : 'absolute top-0 left-0 w-max min-w-full'}
            style={{ transform: `translateY(${virtual.getVirtualItems()[0]?.start ?? 0}px)` }}
          >
            {virtual.getVirtualItems().map((item) => {
              const line = lines[shown[item.index] ?? -1];
              return line === undefined ? null : (
                <LogLine
                  key={item.key}
                  line={line}
                  zone={zone}
                  words={words}
                  current={item.index === currentHit}
                  wrap={wrap}
                  index={item.index}
                  measure={virtual.measureElement}
                />
              );
            })}
          </div>
        </div>
      </section>
    </div>
  );
}

function describeLog(log: ReturnType<typeof useHopLog>, shown: number): string {
  if (log.reading) return 'Reading the stored lines';
  const of = shown === log.lines.length ? '' : ` of ${log.lines.length.toLocaleString('en-US')}`;
  const count = `${shown.toLocaleString('en-US')}${of} ${shown === 1 && of === '' ? 'line' : 'lines'}`;
  const dropped =
    log.dropped > 0 ? `; the first ${log.dropped.toLocaleString('en-US')} are not kept here` : '';
  if (log.pages !== null) return `${count}, reading page ${log.pages + 1} from CloudWatch`;
  if (log.source === 'live')
    return `${count}${log.live === 'ended' ? ', the run has ended' : ', live'}${dropped}`;
  if (log.source === 'cloudwatch') return `${count}, all that CloudWatch has${dropped}`;
  return log.truncated ? `Last ${count}; earlier ones are in CloudWatch` : count;
}

function emptyWords(total: number, running: boolean): string {
  if (total > 0) return 'No line passes the filter.';
  return running
    ? 'No line yet. CloudWatch shows a line some seconds after it was written.'
    : 'No line of this run is stored. Load all asks CloudWatch.';
}
