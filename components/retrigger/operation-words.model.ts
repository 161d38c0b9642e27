import type { OperationDto } from '@/lib/contract/operation';
import { executionOperationWords } from './execution-operation-words.model';

export interface OperationWords {
  tone: 'busy' | 'good' | 'bad' | 'open';
  title: string;
  detail: string;
}

/** Where an operation stands, in words an operator can act on. */
export function operationWords(operation: OperationDto): OperationWords {
  if (operation.kind === 'publish') return publishWords(operation);
  if (operation.kind !== 'invoke') return executionOperationWords(operation.kind, operation);
  const name = operation.functionName ?? 'The function';
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

function publishWords({ status, entries }: OperationDto): OperationWords {
  const all = entries ?? [];
  const what = all.length === 1 ? 'the event' : `${all.length} events`;
  const count = (of: (typeof all)[number]['status']) => all.filter((entry) => entry.status === of).length;
  const failed = count('failed');
  const accepted = count('accepted');
  switch (status) {
    case 'pending':
      return {
        tone: 'busy',
        title: `Written down: ${what} ${all.length === 1 ? 'is' : 'are'} about to be published`,
        detail: 'Nothing was sent yet.',
      };
    case 'sent':
      return { tone: 'busy', title: `Publishing ${what}`, detail: 'You may leave; it stays in the tray.' };
    case 'answered':
      if (failed > 0 || accepted < all.length)
        return {
          tone: 'bad',
          title: `${failed} of ${all.length} events ${failed === 1 ? 'was' : 'were'} refused`,
          detail: 'EventBridge answers each entry on its own; the others are on the bus.',
        };
      return {
        tone: 'good',
        title: all.length === 1 ? 'The event is on the bus' : `${all.length} events are on the bus`,
        detail: 'What they run appears in its chain.',
      };
    case 'failed':
      return {
        tone: 'bad',
        title:
          all.length === 1 ? 'The event was not published' : `None of ${all.length} events was published`,
        detail: 'AWS refused the call. Nothing is on a bus.',
      };
    case 'unconfirmed':
      return {
        tone: 'open',
        title: `Whether ${what} ${all.length === 1 ? 'is' : 'are'} on the bus is not known`,
        detail:
          'The answer was lost. Seen on a watched bus, it settles itself; it is never sent twice by itself.',
      };
    case 'dismissed':
      return { tone: 'open', title: `Dismissed: ${what}`, detail: 'A person closed it without an answer.' };
  }
}
