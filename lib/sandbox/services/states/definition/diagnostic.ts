/** One finding of ValidateStateMachineDefinition. */
export interface Diagnostic {
  severity: 'ERROR' | 'WARNING';
  code: string;
  message: string;
  /** such as `/States/Poll/Resource` */
  location?: string;
}

/** Notes a problem at a place of the definition. */
export type Report = (location: string, message: string, code?: string) => void;
