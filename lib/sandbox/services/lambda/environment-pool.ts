import type { Run, RunOutcome } from './execution-environment.ts';

const MAX_ENVIRONMENTS = 20;
const MAX_WAIT_MS = 2_000;
/** What the asynchronous queue takes to deliver anyway: a run that invokes its own function frees its environment by then. */
const DELIVERY_MS = 60;

/** What the pool needs of an execution environment. */
interface PooledEnvironment {
  readonly alive: boolean;
  run(run: Run): Promise<RunOutcome>;
  stop(): void;
}

interface Waiter {
  run: Run;
  resolve: (outcome: RunOutcome | 'no-capacity' | Promise<RunOutcome>) => void;
  timer: NodeJS.Timeout | null;
}

/** The execution environments of one version of one function: reused one request at a time, ended when idle. */
export class EnvironmentPool {
  readonly #create: () => PooledEnvironment;
  readonly #idleMs: number;
  readonly #all = new Set<PooledEnvironment>();
  readonly #idle: { environment: PooledEnvironment; timer: NodeJS.Timeout }[] = [];
  readonly #waiters: Waiter[] = [];
  #retired = false;

  constructor(create: () => PooledEnvironment, idleMs: number) {
    this.#create = create;
    this.#idleMs = idleMs;
  }

  /**
   * Runs on a warm environment, else on a new one. Where all are in use, an asynchronous invocation (`patient`) waits as
   * long as it takes, a synchronous one 2 s, so that runs that wait for each other cannot hold everything for ever.
   */
  run(run: Run, patient: boolean): Promise<RunOutcome | 'no-capacity'> {
    const warm = this.#takeIdle();
    if (warm !== null) return this.#runOn(warm, run);
    const full = this.#all.size >= MAX_ENVIRONMENTS;
    if (!full && (!patient || this.#all.size === 0)) return this.#runOn(this.#add(), run);
    return new Promise((resolve) => {
      const waiter: Waiter = { run, resolve, timer: null };
      const giveUp = () => {
        if (patient && this.#all.size >= MAX_ENVIRONMENTS) return;
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        resolve(patient ? this.#runOn(this.#add(), run) : 'no-capacity');
      };
      waiter.timer = setTimeout(giveUp, patient ? DELIVERY_MS : MAX_WAIT_MS);
      this.#waiters.push(waiter);
    });
  }

  /** Whether no environment is left. */
  get isEmpty(): boolean {
    return this.#all.size === 0 && this.#waiters.length === 0;
  }

  /** No environment is used again: idle ones end now, busy ones after their run. */
  retire(): void {
    this.#retired = true;
    for (const { environment, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#end(environment);
    }
  }

  /** Ends every process at once. */
  stop(): void {
    this.retire();
    for (const waiter of this.#waiters.splice(0)) {
      if (waiter.timer !== null) clearTimeout(waiter.timer);
      waiter.resolve('no-capacity');
    }
    for (const environment of this.#all) environment.stop();
    this.#all.clear();
  }

  #add(): PooledEnvironment {
    const environment = this.#create();
    this.#all.add(environment);
    return environment;
  }

  async #runOn(environment: PooledEnvironment, run: Run): Promise<RunOutcome> {
    const outcome = await environment.run(run);
    this.#release(environment);
    return outcome;
  }

  #release(environment: PooledEnvironment): void {
    const waiter = this.#waiters.shift();
    if (waiter !== undefined) {
      if (waiter.timer !== null) clearTimeout(waiter.timer);
      let next = environment;
      if (!environment.alive) {
        this.#end(environment);
        next = this.#add();
      }
      waiter.resolve(this.#runOn(next, waiter.run));
      return;
    }
    if (this.#retired || !environment.alive) {
      this.#end(environment);
      return;
    }
    const timer = setTimeout(() => {
      const at = this.#idle.findIndex((entry) => entry.environment === environment);
      if (at !== -1) this.#idle.splice(at, 1);
      this.#end(environment);
    }, this.#idleMs);
    timer.unref();
    this.#idle.push({ environment, timer });
  }

  #takeIdle(): PooledEnvironment | null {
    for (let entry = this.#idle.pop(); entry !== undefined; entry = this.#idle.pop()) {
      clearTimeout(entry.timer);
      if (entry.environment.alive) return entry.environment;
      this.#end(entry.environment);
    }
    return null;
  }

  #end(environment: PooledEnvironment): void {
    this.#all.delete(environment);
    environment.stop();
  }
}
