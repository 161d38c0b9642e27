import { type EventPath, PATH_STEPS } from '../../contract/event.ts';
import { freshReads } from '../rules/recent-reads.ts';
import type { ServiceContext } from '../service-context.ts';
import { deadLetterStep } from './dead-letter-step.ts';
import { busStep, putEventsStep } from './steps-of-bus.ts';
import { functionStep, recursionStep, throttleStep } from './steps-of-function.ts';
import { judgeWay, type RuleFindings } from './steps-of-rules.ts';
import { permissionStep, targetStep } from './steps-of-target.ts';
import type { Finding, Walk, WalkedEvent } from './walk.ts';
import { walkedEventOf, walkedEventOfHop } from './walked-event.ts';

type Context = Pick<ServiceContext, 'aws' | 'store'>;

/**
 * Walks the way of the event that a hop published, from PutEvents to the run it should cause, up to the first broken
 * link; rules, targets and permissions are judged as they are now. Throws `not-found`.
 */
export async function walkEventPath(context: Context, hopId: string): Promise<EventPath> {
  return walk(context, await walkedEventOfHop(context, hopId));
}

/** The same for any event that was published here or seen on a bus. Throws `not-found`. */
export async function walkEventPathOfEvent(context: Context, eventKey: string): Promise<EventPath> {
  return walk(context, await walkedEventOf(context, eventKey));
}

async function walk(context: Context, event: WalkedEvent): Promise<EventPath> {
  const state: Walk = { context, reads: freshReads(), event, carriers: [], targets: [] };
  const steps: EventPath['steps'] = [];
  let end: Finding | null = null;
  let way: RuleFindings | null = null;
  for (const step of PATH_STEPS) {
    if (end !== null || (event.eventId === null && event.row === null && step !== 'put-events')) {
      steps.push({
        step,
        status: 'not-reached',
        message: 'Not looked at: the way ends before.',
        evidence: null,
      });
      continue;
    }
    if (step === 'rule') way = await judgeWay(state);
    const finding = await findingOf(step, state, way);
    const { status, message, evidence } = finding;
    steps.push({ step, status, message, evidence });
    if (status === 'broken') end = finding;
  }
  return {
    eventKey: event.row?.eventKey ?? event.eventId,
    eventId: event.eventId,
    steps,
    verdict: end?.message ?? null,
    fixes: end?.fixes ?? [],
    checkedAt: new Date().toISOString(),
  };
}

async function findingOf(
  step: (typeof PATH_STEPS)[number],
  state: Walk,
  way: RuleFindings | null,
): Promise<Finding> {
  switch (step) {
    case 'put-events':
      return putEventsStep(state);
    case 'bus':
      return busStep(state);
    case 'rule':
    case 'pattern':
      return (way ?? (await judgeWay(state)))[step];
    case 'target':
      return targetStep(state);
    case 'permission':
      return permissionStep(state);
    case 'throttle':
      return throttleStep(state);
    case 'recursion':
      return recursionStep(state);
    case 'dead-letter-queue':
      return deadLetterStep(state);
    case 'function':
      return functionStep(state);
  }
}
