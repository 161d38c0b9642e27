import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Duplex } from 'node:stream';
import type { ChildReaper } from './child-reaper.ts';
import { LogFrameReader } from './log-frames.ts';

export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

const RUNTIME_DIR = 'lib/sandbox/services/lambda/runtime';
const DRAIN_MS = 500;
const FLUSH_MS = 1_000;

export function runtimeDir(): string {
  return path.resolve(RUNTIME_DIR);
}

/** A Node process that runs a handler: its output as log lines, its memory, its end. */
export class RuntimeProcess {
  /** Resolves when the process ended and its output was read. */
  readonly exited: Promise<ProcessExit>;
  readonly #child: ChildProcess;
  readonly #frames = new LogFrameReader();
  #flushWaiters: { bytes: number; resolve: () => void }[] = [];
  #ended = false;

  constructor(options: {
    codeDir: string;
    memorySizeMb: number;
    env: Record<string, string>;
    reaper: ChildReaper;
    /** Takes the connection to the Runtime API. */
    onConnection: (connection: Duplex) => void;
    onLines: (lines: { timestamp: number; message: string }[]) => void;
  }) {
    const { memorySizeMb, reaper, onLines } = options;
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${Math.ceil(memorySizeMb * 0.9)}`,
        `--max-semi-space-size=${Math.max(1, Math.floor(memorySizeMb * 0.05))}`,
        path.join(runtimeDir(), 'bootstrap.mjs'),
      ],
      {
        cwd: options.codeDir,
        env: options.env as NodeJS.ProcessEnv,
        // a group of its own, so that what the handler started ends with it
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      },
    );
    this.#child = child;
    const { pid } = child;
    if (pid !== undefined) reaper.add(pid);
    const connection = child.stdio[4];
    connection?.on('error', () => {});
    if (connection instanceof Duplex) options.onConnection(connection);
    const frames = child.stdio[3];
    frames?.on('data', (chunk: Buffer) => {
      const lines = this.#frames.push(chunk);
      if (lines.length > 0) onLines(lines);
      this.#settleFlushes();
    });
    frames?.on('error', () => {});
    for (const stream of [child.stdout, child.stderr]) readRawLines(stream, onLines);
    this.exited = new Promise((resolve) => {
      let exit: ProcessExit = { code: null, signal: null };
      const finish = () => {
        if (this.#ended) return;
        this.#ended = true;
        if (pid !== undefined) reaper.delete(pid);
        for (const waiter of this.#flushWaiters) waiter.resolve();
        this.#flushWaiters = [];
        resolve(exit);
      };
      child.on('error', finish);
      child.on('exit', (code, signal) => {
        exit = { code, signal };
        this.kill();
        setTimeout(finish, DRAIN_MS).unref();
      });
      child.on('close', finish);
    });
  }

  /** Resolves when all log frames up to `bytes` and all raw output written by now have arrived. */
  async flushed(bytes: number): Promise<void> {
    if (bytes > this.#frames.bytesRead && !this.#ended) {
      await new Promise<void>((resolve) => {
        // a handler may have closed the pipe
        const timer = setTimeout(resolve, FLUSH_MS);
        this.#flushWaiters.push({
          bytes,
          resolve: () => {
            clearTimeout(timer);
            resolve();
          },
        });
      });
    }
    // raw output written before the answer is readable in this turn of the event loop
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  /** Resident memory now and at its peak in MB; null where the kernel does not tell. */
  memoryMb(): { current: number; peak: number } | null {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
      const current = /^VmRSS:\s+(\d+) kB/m.exec(status);
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(status);
      if (current === null || peak === null) return null;
      return { current: Math.ceil(Number(current[1]) / 1024), peak: Math.ceil(Number(peak[1]) / 1024) };
    } catch {
      return null;
    }
  }

  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // the whole group is gone already
    }
  }

  #settleFlushes(): void {
    const arrived = this.#frames.bytesRead;
    this.#flushWaiters = this.#flushWaiters.filter((waiter) => {
      if (waiter.bytes > arrived) return true;
      waiter.resolve();
      return false;
    });
  }
}

function readRawLines(
  stream: NodeJS.ReadableStream | null,
  onLines: (lines: { timestamp: number; message: string }[]) => void,
): void {
  let rest = '';
  const toLines = (texts: string[]) => {
    const timestamp = Date.now();
    const lines = texts.filter((text) => text !== '').map((text) => ({ timestamp, message: `${text}\n` }));
    if (lines.length > 0) onLines(lines);
  };
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => {
    const texts = (rest + chunk).split('\n');
    rest = texts.pop() ?? '';
    toLines(texts);
  });
  stream?.on('end', () => toLines([rest]));
  stream?.on('error', () => {});
}
