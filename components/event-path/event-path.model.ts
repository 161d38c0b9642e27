import { editRulePath } from '@/components/ui/rule-paths';
import type { EventPath, PathFix } from '@/lib/contract/event';

type PathStep = EventPath['steps'][number];

export const STEP_WORDS: Record<PathStep['step'], string> = {
  'put-events': 'PutEvents took it',
  bus: 'The bus exists',
  rule: 'A rule is enabled',
  pattern: 'Its pattern matches',
  target: 'It targets the function',
  permission: 'It may invoke the function',
  throttle: 'The function had room',
  recursion: 'AWS’s loop guard let it pass',
  'dead-letter-queue': 'Nothing in the dead-letter queue',
  function: 'The function ran',
};

export const STEP_STATUS_WORDS: Record<PathStep['status'], string> = {
  ok: 'fine',
  broken: 'broken here',
  unknown: 'not known',
  'not-reached': 'not reached',
};

/** Which fixes are plans of calls, and where the others lead. */
export type FixWay = { kind: 'plan'; fix: PathFix } | { kind: 'link'; href: string };

export function wayOf(fix: PathFix): FixWay {
  switch (fix.kind) {
    case 'enable-rule':
    case 'allow-target':
    case 'lift-concurrency-zero':
      return { kind: 'plan', fix };
    case 'edit-rule':
      return { kind: 'link', href: editRulePath(fix) };
    case 'create-rule':
      return { kind: 'link', href: `/rules/new?event=${encodeURIComponent(fix.eventKey)}` };
    case 'publish-again':
      return { kind: 'link', href: `/events/new?event=${encodeURIComponent(fix.eventKey)}` };
  }
}

/** Whether watching the event's bus would have told more: its content is not known. */
export function lacksContent(path: EventPath): boolean {
  return path.steps.some(({ step, status }) => step === 'pattern' && status === 'unknown');
}

/** What the walk found, in one sentence. */
export function pathVerdict(path: EventPath): { broken: boolean; says: string } {
  const broken = path.steps.find((step) => step.status === 'broken');
  if (broken !== undefined) return { broken: true, says: path.verdict ?? broken.message };
  if (path.verdict !== null) return { broken: false, says: path.verdict };
  const unknown = path.steps.filter((step) => step.status === 'unknown').length;
  return {
    broken: false,
    says:
      unknown === 0
        ? 'No broken link: every step is in order.'
        : `No broken link was found; ${unknown === 1 ? '1 step is' : `${unknown} steps are`} not known, so it may have run unseen.`,
  };
}
