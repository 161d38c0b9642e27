import type { QueryLanguage } from '../asl/definition.ts';
import type { Json } from '../asl/json.ts';
import type { Report } from './diagnostic.ts';

/** What surrounds a state while it is checked. */
export interface Surroundings {
  machineLanguage: QueryLanguage;
  express: boolean;
  /** whether the block has a state of that name */
  known: (name: Json | undefined) => boolean;
  /** checks a branch or item processor within */
  checkBlock: (block: Json, location: string) => void;
  report: Report;
}
