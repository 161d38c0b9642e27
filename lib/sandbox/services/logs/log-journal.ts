import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const SEGMENT_BYTES = 8_000_000;
const FLUSH_DELAY_MS = 100;
const DELETED = '.deleted';

/** One append-only file; it is deleted when none of its events is kept any more. */
export interface LogSegment {
  file: string;
  bytes: number;
  liveEvents: number;
}

/** A line of a journal: the group, a stream of it, or `[sequence, timestamp, ingestionTime, stream name, message]`. */
export type JournalLine =
  | { logGroupName: string; creationTime: number; retentionInDays?: number }
  | { logStreamName: string; creationTime: number }
  | [number, number, number, string, string];

/** Append-only files of one log group. Writing is buffered and reaches the disk within 200 ms, without fsync. */
export interface LogJournal {
  /** The segment that the next line goes to; a new one starts with `header()`. */
  current(): LogSegment;
  append(line: JournalLine): void;
  /** Call when `segment.liveEvents` fell; deletes the file where it reached 0. */
  released(segment: LogSegment): void;
  flush(): Promise<void>;
  /** Ends writing and deletes everything. */
  destroy(): Promise<void>;
}

export function createLogJournal(options: {
  folder: string;
  segments: LogSegment[];
  header: () => JournalLine[];
  onError: (error: unknown) => void;
}): LogJournal {
  const { folder, header, onError } = options;
  let segment: LogSegment | null = options.segments.at(-1) ?? null;
  let number = segment === null ? 0 : Number.parseInt(path.basename(segment.file), 10);
  // the last line may be torn: a line feed first keeps it from swallowing the next
  let pending: { file: string; text: string }[] =
    segment === null ? [] : [{ file: segment.file, text: '\n' }];
  let removals: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  let destroyed = false;

  function current(): LogSegment {
    if (segment === null || segment.bytes > SEGMENT_BYTES) {
      const former = segment;
      number += 1;
      const started: LogSegment = {
        file: path.join(folder, `${String(number).padStart(8, '0')}.jsonl`),
        bytes: 0,
        liveEvents: 0,
      };
      segment = started;
      for (const line of header()) append(line);
      if (former !== null) released(former);
    }
    return segment;
  }

  function append(line: JournalLine): void {
    const into = current();
    const text = `${JSON.stringify(line)}\n`;
    into.bytes += text.length;
    const last = pending.at(-1);
    if (last?.file === into.file) last.text += text;
    else pending.push({ file: into.file, text });
    timer ??= setTimeout(start, FLUSH_DELAY_MS);
  }

  function start(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = (writing ?? Promise.resolve()).then(write);
    return writing;
  }

  async function write(): Promise<void> {
    const chunks = pending;
    const files = removals;
    pending = [];
    removals = [];
    if (destroyed) return;
    try {
      if (chunks.length > 0) await mkdir(folder, { recursive: true });
      for (const { file, text } of chunks) await appendFile(file, text);
      for (const file of files) await rm(file, { force: true });
    } catch (error) {
      onError(error);
    }
  }

  function released(old: LogSegment): void {
    if (old.liveEvents > 0 || old === segment) return;
    removals.push(old.file);
    timer ??= setTimeout(start, FLUSH_DELAY_MS);
  }

  for (const old of options.segments) released(old);

  return {
    current,
    append,
    released,
    flush: start,
    async destroy() {
      destroyed = true;
      await start();
      // at once for whoever starts next, however long the rest takes
      await rename(folder, folder + DELETED).catch(() => {});
      await rm(folder + DELETED, { recursive: true, force: true });
    },
  };
}

/** A folder for a new group of that name: names may be longer than file names, and come again after a deletion. */
export function journalFolder(logsFolder: string, logGroupName: string, creationTime: number): string {
  const digest = createHash('sha256').update(logGroupName).digest('hex').slice(0, 32);
  return path.join(logsFolder, `${digest}-${creationTime}-${randomUUID().slice(0, 8)}`);
}

/** The folders of all groups, newest first; what was being deleted when the process ended is deleted now. */
export async function listJournalFolders(logsFolder: string): Promise<string[]> {
  const entries = await readdir(logsFolder).catch(() => []);
  const folders = entries.map((name) => path.join(logsFolder, name));
  for (const folder of folders) {
    if (folder.endsWith(DELETED)) await rm(folder, { recursive: true, force: true });
  }
  const createdAt = (folder: string) => Number(path.basename(folder).split('-')[1] ?? 0);
  return folders.filter((folder) => !folder.endsWith(DELETED)).sort((a, b) => createdAt(b) - createdAt(a));
}

/** Calls back with every readable line of a journal in order and returns its segments; torn lines are left out. */
export async function readJournal(
  folder: string,
  onLine: (line: JournalLine, segment: LogSegment) => void,
): Promise<LogSegment[]> {
  const segments: LogSegment[] = [];
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  for (const name of files) {
    const file = path.join(folder, name);
    const text = await readFile(file, 'utf8');
    const segment: LogSegment = { file, bytes: text.length, liveEvents: 0 };
    segments.push(segment);
    for (const line of text.split('\n')) {
      const value = line === '' ? null : readLine(line);
      if (value !== null) onLine(value, segment);
    }
  }
  return segments;
}

function readLine(line: string): JournalLine | null {
  try {
    const value: unknown = JSON.parse(line);
    return isJournalLine(value) ? value : null;
  } catch {
    return null;
  }
}

// by hand, because a start reads hundreds of thousands of them
function isJournalLine(value: unknown): value is JournalLine {
  if (Array.isArray(value)) {
    return (
      value.length === 5 &&
      value.slice(0, 3).every((part) => Number.isSafeInteger(part)) &&
      typeof value[3] === 'string' &&
      typeof value[4] === 'string'
    );
  }
  if (typeof value !== 'object' || value === null || !('creationTime' in value)) return false;
  const name =
    'logGroupName' in value ? value.logGroupName : 'logStreamName' in value ? value.logStreamName : null;
  return typeof name === 'string' && typeof value.creationTime === 'number';
}
