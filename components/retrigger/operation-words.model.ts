import type { OperationDto } from '@/lib/contract/operation';

export interface OperationWords {
  tone: 'busy' | 'good' | 'bad' | 'open';
  title: string;
  detail: string;
}

/** Where an operation stands, in words an operator can act on. */
export function operationWords(operation: OperationDto): OperationWords {
  const name = operation.functionName;
  const waits = operation.invocationType === 'RequestResponse';
  switch (operation.status) {
    case 'pending':
      return {
        tone: 'busy',
        title: `Written down: ${name} is about to run`,
        detail: 'Nothing was sent yet.',
      };
    case 'sent':
      return {
        tone: 'busy',
        title: waits ? `${name} is running` : `Sending to ${name}`,
        detail: 'You may close this; it goes on and stays in the tray.',
      };
    case 'answered':
      if (operation.functionError !== null)
        return {
          tone: 'bad',
          title: `${name} ran and failed`,
          detail: 'AWS delivered it; the handler failed.',
        };
      if (waits && operation.response === null)
        return {
          tone: 'good',
          title: `${name} ran`,
          detail: 'Its answer was lost on the way; its log shows that it ran.',
        };
      return waits
        ? { tone: 'good', title: `${name} answered`, detail: 'The handler returned its response.' }
        : {
            tone: 'good',
            title: `AWS queued the run of ${name}`,
            detail: 'It starts by itself; the new hop appears in its chain.',
          };
    case 'failed':
      return { tone: 'bad', title: `${name} did not run`, detail: 'AWS refused it. Nothing was executed.' };
    case 'unconfirmed':
      return {
        tone: 'open',
        title: `It is not known whether ${name} ran`,
        detail:
          'The reply was lost. It is not sent again by itself; if its log arrives, this settles. Otherwise decide on the health page.',
      };
    case 'dismissed':
      return { tone: 'open', title: 'Dismissed', detail: 'A person closed this operation as unconfirmed.' };
  }
}
