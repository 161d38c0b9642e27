import type { AwsClients } from '../../aws/aws-clients.ts';
import type { Plan } from '../../contract/plan.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Fields } from './plan-body.ts';

type PlanChange = Plan['calls'][number]['changes'][number];

interface PlanReading {
  state: Fields;
  /** False while AWS still carries out an earlier change. */
  settled: boolean;
}

/** One AWS operation that a plan may call, and how it is looked at, verified and taken back. */
export interface PlanOperation {
  /** AWS's name of it. */
  operation: string;
  /** The part of AWS's state that `input` would change. */
  read(aws: AwsClients, input: Fields): Promise<PlanReading>;
  /** Former and new value of every field that `input` changes in `state`. */
  changes(input: Fields, state: Fields): PlanChange[];
  execute(aws: AwsClients, input: Fields): Promise<void>;
  /** Whether `state` is what `input` asks for. */
  holds(input: Fields, state: Fields): boolean;
  /** Makes the state `former` again. */
  undo(aws: AwsClients, input: Fields, former: Fields): Promise<void>;
  /** What else must know once it is done or undone. */
  afterwards(context: ServiceContext, input: Fields): Promise<void>;
}
