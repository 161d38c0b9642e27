import type { z } from 'zod';
import type { AwsClients } from '../../aws/aws-clients.ts';
import type { LiveEvent } from '../../contract/live-event.ts';
import type { Plan } from '../../contract/plan.ts';
import type { AppError } from '../../domain/app-error.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { changesBetween } from './changes-between.ts';
import type { Fields } from './plan-body.ts';

type PlanChange = Plan['calls'][number]['changes'][number];

interface PlanReading {
  state: Fields;
  /** False while AWS still carries out an earlier change. */
  settled: boolean;
  /** Set where AWS could not carry out the last change. */
  failure?: AppError;
}

/** One AWS operation that a plan may call, and how it is looked at, verified and taken back. */
export interface PlanOperation {
  /** AWS's name of it. */
  operation: string;
  /** The piece of AWS's state that `input` is about, in words: calls on the same piece have the same. */
  subject(input: Fields): string;
  /**
   * That piece; null stands for what does not exist (yet). `known` is an earlier reading of it, to find it again by
   * where undoing gave it another ID.
   */
  read(aws: AwsClients, input: Fields, known?: Fields): Promise<PlanReading>;
  /** Former and new value of every field that `input` changes in `state`. Throws where it could not be taken back. */
  changes(input: Fields, state: Fields): PlanChange[];
  /** What `state` becomes. */
  wanted(input: Fields, state: Fields): Fields;
  /** Whether something else already does what the call would, so that it is left out of the plan. */
  spared(aws: AwsClients, input: Fields): Promise<boolean>;
  execute(aws: AwsClients, input: Fields): Promise<void>;
  /** Makes the state `former` again. */
  undo(aws: AwsClients, input: Fields, former: Fields): Promise<void>;
  /** What else must know once it is done or undone. */
  afterwards(context: ServiceContext, input: Fields): Promise<void>;
}

/** A plan operation whose input is checked by `zInput` before anything else sees it. */
export function planOperationOf<Schema extends z.ZodType>(kind: {
  operation: string;
  zInput: Schema;
  subject(input: z.output<Schema>): string;
  read(aws: AwsClients, input: z.output<Schema>, known?: Fields): Promise<Fields>;
  wanted(input: z.output<Schema>, state: Fields): Fields;
  spared?(aws: AwsClients, input: z.output<Schema>): Promise<boolean>;
  /** Throws where the call must not be planned. */
  check?(input: z.output<Schema>, state: Fields): void;
  execute(aws: AwsClients, input: z.output<Schema>): Promise<void>;
  undo(aws: AwsClients, input: z.output<Schema>, former: Fields): Promise<void>;
  /** Which views show it. */
  shownIn: Extract<LiveEvent['type'], 'rules' | 'events' | 'functions' | 'executions'>;
}): PlanOperation {
  const parse = (input: Fields) => kind.zInput.parse(input);
  return {
    operation: kind.operation,
    subject: (input) => kind.subject(parse(input)),
    read: async (aws, input, known) => ({ state: await kind.read(aws, parse(input), known), settled: true }),
    changes(input, state) {
      const changes = changesBetween(state, kind.wanted(parse(input), state));
      if (changes.length > 0) kind.check?.(parse(input), state);
      return changes;
    },
    wanted: (input, state) => kind.wanted(parse(input), state),
    spared: async (aws, input) => (await kind.spared?.(aws, parse(input))) ?? false,
    execute: (aws, input) => kind.execute(aws, parse(input)),
    undo: (aws, input, former) => kind.undo(aws, parse(input), former),
    afterwards: (context) => notifyLive(context, { type: kind.shownIn }),
  };
}
