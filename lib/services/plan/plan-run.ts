import { setTimeout as delay } from 'node:timers/promises';
import { maskError, problemText } from '../../contract/mask-error.ts';
import { AppError } from '../../domain/app-error.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import type { Fields, PlanStep, StoredPlan } from './plan-body.ts';
import { planOperation } from './plan-operations.ts';

/** A change of a function's configuration takes seconds, in a VPC up to a minute. */
const VERIFY_WITHIN_MS = 90_000;

/** One claimed run of a plan, forwards or back; writes every step down before and after it, and tells the browsers. */
export class PlanRun {
  readonly #context: ServiceContext;
  readonly #plan: StoredPlan;

  constructor(context: ServiceContext, plan: StoredPlan) {
    this.#context = context;
    this.#plan = plan;
  }

  /** Runs `act` on each of `steps` in turn and settles the plan as `done`; the first failure settles it as failed. */
  async through(
    steps: readonly PlanStep[],
    done: 'done' | 'undone',
    act: (step: PlanStep) => Promise<void>,
  ): Promise<void> {
    for (const step of steps) {
      try {
        step.problem = null;
        await act(step);
        await planOperation(step.operation).afterwards(this.#context, step.input);
        await this.write('running');
      } catch (error) {
        const masked = maskError(error, (errorId, cause) => {
          this.#context.logger.error({ planId: this.#plan.planId, errorId, err: cause }, 'a plan failed');
        });
        step.status = 'failed';
        step.problem = problemText(masked);
        await this.write('failed');
        return;
      }
    }
    await this.write(done);
    await notifyLive(this.#context, { type: 'functions' });
  }

  async write(status: StoredPlan['status']): Promise<void> {
    const { planId, body } = this.#plan;
    body.touchedAt = new Date().toISOString();
    await this.#context.store.plans.save({ planId, body, status });
    await notifyLive(this.#context, { type: 'plan', planId });
  }

  /** Reads until AWS has carried the change out and `reached` says so. Throws `aws-failed` when it takes too long. */
  async verify(step: PlanStep, reached: (state: Fields) => boolean): Promise<void> {
    const deadline = Date.now() + VERIFY_WITHIN_MS;
    for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 5000)) {
      const { state, settled } = await planOperation(step.operation).read(this.#context.aws, step.input);
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
}
