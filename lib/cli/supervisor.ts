import { type ChildProcess, spawn } from 'node:child_process';
import { watchParent } from './watch-parent.ts';

const STOP_GRACE_MS = 4_000;

export interface ChildSpec {
  name: string;
  argv: string[];
  env: Record<string, string | undefined>;
  /** Lines worth showing while it runs; null shows none. */
  show: (line: string) => string | null;
}

/**
 * The launcher's children: started with an IPC channel, so that a child ends by itself when the launcher is killed;
 * stopped together by signals, and killed after 4 s. One that ends unasked ends all.
 */
export class Supervisor {
  readonly #children = new Map<string, ChildProcess>();
  readonly #ended: Promise<number>;
  #end: (code: number) => void = () => {};
  #stopping = false;

  constructor() {
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    process.on('SIGINT', () => void this.stop(0));
    process.on('SIGTERM', () => void this.stop(0));
    process.on('SIGHUP', () => void this.stop(0));
    watchParent(() => void this.stop(0));
  }

  /** Resolves with the exit code when every child has ended. */
  get ended(): Promise<number> {
    return this.#ended;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  start(spec: ChildSpec): void {
    const child = spawn(process.execPath, spec.argv, {
      env: { ...process.env, ...spec.env, REPRISE_LAUNCHER_PID: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#children.set(spec.name, child);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) followLines(stream, (line) => print(spec.show(line)));
    }
    child.once('exit', (code, signal) => {
      this.#children.delete(spec.name);
      if (this.#stopping) return;
      print(`The ${spec.name} ended unexpectedly (${signal ?? `exit code ${code}`}).`);
      void this.stop(code === 0 || code === null ? 1 : code);
    });
  }

  /** Ends every child: SIGTERM, and SIGKILL for those still there after 4 s. */
  async stop(code: number): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    const children = [...this.#children.values()];
    const exits = children.map(
      (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    for (const child of children) child.kill('SIGTERM');
    const killer = setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
    }, STOP_GRACE_MS);
    await Promise.all(exits);
    clearTimeout(killer);
    this.#end(code);
  }
}

function print(line: string | null): void {
  if (line !== null) console.log(line);
}

function followLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
