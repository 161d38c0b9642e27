import type { OperationDto } from '@/lib/contract/operation';

const VERB = {
  'start-execution': { will: 'start', doing: 'Starting', done: 'started', did: 'was started' },
  'stop-execution': { will: 'stop', doing: 'Stopping', done: 'stopped', did: 'was stopped' },
  'redrive-execution': { will: 'be redriven', doing: 'Redriving', done: 'redriven', did: 'was redriven' },
} as const;

/** Where an operation on an execution stands, in words. */
export function executionOperationWords(
  kind: keyof typeof VERB,
  { status, executionArn }: Pick<OperationDto, 'status' | 'executionArn'>,
): { tone: 'busy' | 'good' | 'bad' | 'open'; title: string; detail: string } {
  const name = executionArn?.split(':').at(-1);
  const what = name === undefined ? 'the execution' : `execution ${name}`;
  const What = what[0] === 'e' ? `E${what.slice(1)}` : 'The execution';
  const { will, doing, done, did } = VERB[kind];
  switch (status) {
    case 'pending':
      return {
        tone: 'busy',
        title: `Written down: ${what} is about to ${will}`,
        detail: 'Nothing was sent yet.',
      };
    case 'sent':
      return {
        tone: 'busy',
        title: `${doing} ${what}`,
        detail: 'You may close this; it goes on and stays in the tray.',
      };
    case 'answered':
      return {
        tone: 'good',
        title: `${What} is ${done}`,
        detail:
          kind === 'stop-execution'
            ? 'What its tasks run right now goes on to its end; nothing follows.'
            : 'Its steps appear on its page, its runs in its chain.',
      };
    case 'failed':
      return {
        tone: 'bad',
        title: `${What} was not ${done}`,
        detail: 'AWS refused the call. Nothing was changed.',
      };
    case 'unconfirmed':
      return {
        tone: 'open',
        title: `It is not known whether ${what} ${did}`,
        detail:
          'The reply was lost. Seen in Step Functions it settles itself; it is never sent twice by itself.',
      };
    case 'dismissed':
      return { tone: 'open', title: `Dismissed: ${what}`, detail: 'A person closed it without an answer.' };
  }
}
