import { rm } from 'node:fs/promises';
import path from 'node:path';
import { insertEvent, type LogEvent, type LogGroup, type LogStream } from './log-group.ts';
import {
  createLogJournal,
  journalFolder,
  type LogJournal,
  type LogSegment,
  listJournalFolders,
  readJournal,
} from './log-journal.ts';
import { trimOldest } from './trim-oldest.ts';

/** All log groups: in memory to answer from, in append-only files to survive a restart. */
export interface LogStore {
  groups: ReadonlyMap<string, LogGroup>;
  createGroup(logGroupName: string): LogGroup;
  createStream(group: LogGroup, logStreamName: string): LogStream;
  setRetention(group: LogGroup, retentionInDays: number | null): void;
  deleteGroup(group: LogGroup): Promise<void>;
  /** Timestamps in ms; `lateMs` makes them visible only that much later. */
  append(
    group: LogGroup,
    stream: LogStream,
    events: { timestamp: number; message: string }[],
    lateMs: number,
  ): void;
  /** Tells of each appended event; returns how to stop. */
  subscribe(listener: (group: LogGroup, event: LogEvent) => void): () => void;
  load(): Promise<void>;
  flush(): Promise<void>;
}

export function createLogStore(options: {
  dataDir: string;
  now: () => number;
  maxEvents: number;
  /** UTF-16 units of message text */
  maxTextLength: number;
  onError: (error: unknown) => void;
}): LogStore {
  const { now, onError } = options;
  const logsFolder = path.join(options.dataDir, 'logs');
  const groups = new Map<string, LogGroup>();
  const journals = new Map<LogGroup, LogJournal>();
  const listeners = new Set<(group: LogGroup, event: LogEvent) => void>();
  const size = { events: 0, textLength: 0 };
  let sequence = 0;

  function openGroup(logGroupName: string, creationTime: number): LogGroup {
    const group: LogGroup = {
      logGroupName,
      creationTime,
      retentionInDays: null,
      streams: new Map(),
      events: [],
      bytes: 0,
    };
    groups.set(logGroupName, group);
    return group;
  }

  function openJournal(group: LogGroup, folder: string, segments: LogSegment[]): LogJournal {
    const journal = createLogJournal({
      folder,
      segments,
      header: () => [
        groupLine(group),
        ...[...group.streams.values()].map(({ logStreamName, creationTime }) => ({
          logStreamName,
          creationTime,
        })),
      ],
      onError,
    });
    journals.set(group, journal);
    return journal;
  }

  function openStream(group: LogGroup, logStreamName: string, creationTime: number): LogStream {
    const stream: LogStream = {
      logStreamName,
      creationTime,
      firstEventTimestamp: null,
      lastEventTimestamp: null,
      lastIngestionTime: null,
      eventCount: 0,
    };
    group.streams.set(logStreamName, stream);
    return stream;
  }

  function keep(group: LogGroup, event: LogEvent): void {
    insertEvent(group, event);
    event.segment.liveEvents += 1;
    size.events += 1;
    size.textLength += event.message.length;
  }

  function trim(): void {
    if (size.events <= options.maxEvents && size.textLength <= options.maxTextLength) return;
    const goal = { events: options.maxEvents * 0.9, textLength: options.maxTextLength * 0.9 };
    trimOldest(groups.values(), size, goal, (group, event) => journals.get(group)?.released(event.segment));
  }

  async function loadGroup(folder: string): Promise<void> {
    let group: LogGroup | null = null;
    const segments = await readJournal(folder, (line, segment) => {
      if (!Array.isArray(line)) {
        if ('logGroupName' in line) {
          // of two of one name the older was being deleted
          if (group === null && !groups.has(line.logGroupName))
            group = openGroup(line.logGroupName, line.creationTime);
          // the last line of the group's own counts
          if (group !== null) group.retentionInDays = line.retentionInDays ?? null;
        } else if (group !== null && !group.streams.has(line.logStreamName)) {
          openStream(group, line.logStreamName, line.creationTime);
        }
        return;
      }
      if (group === null) return;
      const [number, timestamp, ingestionTime, logStreamName, message] = line;
      const stream = group.streams.get(logStreamName) ?? openStream(group, logStreamName, ingestionTime);
      sequence = Math.max(sequence, number);
      keep(group, { sequence: number, timestamp, ingestionTime, stream, message, segment });
    });
    if (group === null) await rm(folder, { recursive: true, force: true });
    else openJournal(group, folder, segments);
  }

  return {
    groups,
    createGroup(logGroupName) {
      const group = openGroup(logGroupName, now());
      openJournal(group, journalFolder(logsFolder, logGroupName, group.creationTime), []).current();
      return group;
    },
    createStream(group, logStreamName) {
      const stream = openStream(group, logStreamName, now());
      journals.get(group)?.append({ logStreamName, creationTime: stream.creationTime });
      return stream;
    },
    setRetention(group, retentionInDays) {
      group.retentionInDays = retentionInDays;
      journals.get(group)?.append(groupLine(group));
    },
    async deleteGroup(group) {
      groups.delete(group.logGroupName);
      size.events -= group.events.length;
      size.textLength -= group.bytes;
      const journal = journals.get(group);
      journals.delete(group);
      await journal?.destroy();
    },
    append(group, stream, events, lateMs) {
      const journal = journals.get(group);
      if (journal === undefined) return;
      const ingestionTime = now() + lateMs;
      for (const { timestamp, message } of events) {
        sequence += 1;
        const segment = journal.current();
        const event: LogEvent = { sequence, timestamp, ingestionTime, stream, message, segment };
        keep(group, event);
        journal.append([sequence, timestamp, ingestionTime, stream.logStreamName, message]);
        for (const listener of listeners) listener(group, event);
      }
      trim();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load() {
      for (const folder of await listJournalFolders(logsFolder)) await loadGroup(folder);
      trim();
    },
    async flush() {
      await Promise.all([...journals.values()].map((journal) => journal.flush()));
    },
  };
}

function groupLine({ logGroupName, creationTime, retentionInDays }: LogGroup) {
  return { logGroupName, creationTime, ...(retentionInDays === null ? {} : { retentionInDays }) };
}
