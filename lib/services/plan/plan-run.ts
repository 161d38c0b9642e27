import { setTimeout as delay } from 'node:timers/promises';
import { maskError, problemText } from '../../contract/mask-error.ts';
import type { ProblemText } from '../../contract/operation.ts';
import { AppError } from '../../domain/app-error.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import type { Fields, PlanStep, StoredPlan } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';

/** A change of a function's configuration takes seconds, in a VPC up to a minute. */
const VERIFY_WITHIN_MS = 90_000;
/** A call that is tried three times may take a minute: the runner shows life meanwhile. */
const SHOW_LIFE_EVERY_MS = 10_000;

/** One claimed run of a plan, forwards or back; writes every step down before and after it, and tells the browsers. */
export class PlanRun {
  readonly context: ServiceContext;
  readonly plan: StoredPlan;
  #lastWrite: Promise<void> = Promise.resolve();
  #settled = false;

  constructor(context: ServiceContext, plan: StoredPlan) {
    this.context = context;
    this.plan = plan;
  }

  /** Runs `work` beside whoever asked for it; what it cannot write down is logged. */
  start(work: () => Promise<void>): void {
    const { logger } = this.context;
    const fail = (error: unknown) => {
      logger.error({ planId: this.plan.planId, err: error }, 'a plan could not be written down');
    };
    const life = setInterval(() => {
      if (!this.#settled) this.write('running').catch(fail);
    }, SHOW_LIFE_EVERY_MS);
    work()
      .catch(fail)
      .finally(() => clearInterval(life));
  }

  /** Runs `act` on each of `steps` in turn; answers the step that failed, with its problem beside it, or null. */
  async through(
    steps: readonly PlanStep[],
    act: (step: PlanStep) => Promise<void>,
  ): Promise<PlanStep | null> {
    for (const step of steps) {
      try {
        await act(step);
        await planOperation(step.operation).afterwards(this.context, step.input);
        await this.write('running');
      } catch (error) {
        const masked = maskError(error, (errorId, cause) => {
          this.context.logger.error({ planId: this.plan.planId, errorId, err: cause }, 'a plan failed');
        });
        this.#fail(step, problemText(masked));
        return step;
      }
    }
    return null;
  }

  /** What made the change fail is still told where taking it back fails, too. */
  #fail(step: PlanStep, problem: ProblemText): void {
    const { direction } = this.plan.body;
    const before = direction === 'undo' && step.failedIn === 'execute' ? step.problem : null;
    step.status = 'failed';
    step.failedIn = direction;
    step.problem =
      before === null
        ? problem
        : { ...problem, message: `${before.message} It could not be taken back: ${problem.message}` };
  }

  /** One at a time, so that what is written last is what is true. */
  async write(status: StoredPlan['status']): Promise<void> {
    const { planId, body } = this.plan;
    this.#settled = status !== 'running';
    const written = this.#lastWrite.then(async () => {
      body.touchedAt = new Date().toISOString();
      await this.context.store.plans.save({ planId, body, status });
    });
    this.#lastWrite = written.catch(() => {});
    await written;
    await notifyLive(this.context, { type: 'plan', planId });
    if (status === 'running') return;
    // what it changed is a function, a rule or a bus's watching
    await notifyLive(this.context, { type: 'functions' });
    await notifyLive(this.context, { type: 'rules' });
  }

  /** Reads until AWS has carried the change out and `reached` says so. Throws `aws-failed` when it takes too long. */
  async verify(step: PlanStep, reached: (state: Fields) => boolean): Promise<void> {
    const deadline = Date.now() + VERIFY_WITHIN_MS;
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5000)) {
      const { state, settled, failure } = await this.read(step);
      if (failure !== undefined && this.plan.body.direction === 'execute') throw failure;
      if (settled && reached(state)) return;
      if (Date.now() > deadline) {
        throw new AppError('aws-failed', 'AWS took the call, but the change did not show in time.', {
          nextStep: 'Look at the resource in the AWS console; then finish this plan or undo it.',
        });
      }
      await delay(waitMs);
      await this.write('running');
    }
  }

  read(step: PlanStep) {
    const { aws } = this.context;
    return planOperation(step.operation).read(aws, step.input, step.former ?? step.planned);
  }
}
