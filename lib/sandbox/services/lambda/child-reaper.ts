import { type ChildProcess, spawn } from 'node:child_process';

/** Reads `add <pid>` and `del <pid>`; when its input ends, every process group still listed is killed. */
const SCRIPT = `
live=' '
while read -r verb pid; do
  case $verb in
    add) live="$live$pid ";;
    del) live="\${live%%" $pid "*} \${live#*" $pid "}";;
  esac
done
for pid in $live; do kill -9 "-$pid" 2>/dev/null; done
`;

/**
 * Ends the handlers' processes when the sandbox is gone, however it ended and whatever they are stuck in: a shell in
 * a session of its own whose standard input only this process holds open.
 */
export class ChildReaper {
  #shell: ChildProcess | null = null;
  readonly #groups = new Set<number>();

  add(processGroupId: number): void {
    this.#groups.add(processGroupId);
    if (this.#shell === null) this.#start();
    else this.#tell(`add ${processGroupId}\n`);
  }

  delete(processGroupId: number): void {
    if (this.#groups.delete(processGroupId)) this.#tell(`del ${processGroupId}\n`);
  }

  /** Kills what is left. */
  stop(): void {
    this.#shell?.stdin?.end();
    this.#shell = null;
  }

  #start(): void {
    const shell = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    this.#shell = shell;
    shell.unref();
    shell.stdin.on('error', () => {});
    shell.on('error', () => {});
    shell.on('exit', () => {
      if (this.#shell !== shell) return;
      this.#shell = null;
      if (this.#groups.size > 0) this.#start();
    });
    this.#tell([...this.#groups].map((group) => `add ${group}\n`).join(''));
  }

  #tell(lines: string): void {
    this.#shell?.stdin?.write(lines);
  }
}
