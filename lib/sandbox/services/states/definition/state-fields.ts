import type { QueryLanguage, StateType } from '../asl/definition.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const MOVING = ['Next', 'End'];
const PATHS = ['InputPath', 'OutputPath'];
const ERRORS = ['Retry', 'Catch'];

/** Fields of each type, those of one query language apart. */
const FIELDS: Record<StateType, { both: string[]; JSONPath: string[]; JSONata: string[] }> = {
  Task: {
    both: [...MOVING, ...ERRORS, 'Resource', 'Credentials', 'Assign', 'TimeoutSeconds', 'HeartbeatSeconds'],
    JSONPath: [
      ...PATHS,
      'Parameters',
      'ResultSelector',
      'ResultPath',
      'TimeoutSecondsPath',
      'HeartbeatSecondsPath',
    ],
    JSONata: ['Arguments', 'Output'],
  },
  Pass: {
    both: [...MOVING, 'Assign'],
    JSONPath: [...PATHS, 'Parameters', 'Result', 'ResultPath'],
    JSONata: ['Output'],
  },
  Choice: { both: ['Choices', 'Default', 'Assign'], JSONPath: PATHS, JSONata: ['Output'] },
  Wait: {
    both: [...MOVING, 'Assign', 'Seconds', 'Timestamp'],
    JSONPath: [...PATHS, 'SecondsPath', 'TimestampPath'],
    JSONata: ['Output'],
  },
  Succeed: { both: [], JSONPath: PATHS, JSONata: ['Output'] },
  Fail: { both: ['Error', 'Cause'], JSONPath: ['ErrorPath', 'CausePath'], JSONata: [] },
  Parallel: {
    both: [...MOVING, ...ERRORS, 'Branches', 'Assign'],
    JSONPath: [...PATHS, 'Parameters', 'ResultSelector', 'ResultPath'],
    JSONata: ['Arguments', 'Output'],
  },
  Map: {
    both: [...MOVING, ...ERRORS, 'ItemProcessor', 'Iterator', 'ItemSelector', 'MaxConcurrency', 'Assign'],
    JSONPath: [...PATHS, 'Parameters', 'ItemsPath', 'ResultSelector', 'ResultPath', 'MaxConcurrencyPath'],
    JSONata: ['Items', 'Output'],
  },
};

/** Fields that AWS has and the sandbox has not. */
const UNSUPPORTED = new Set([
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
  'Label',
]);

export function isStateType(type: unknown): type is StateType {
  return typeof type === 'string' && Object.hasOwn(FIELDS, type);
}

/** What is wrong with a state's having the field at all; null where it may. */
export function fieldProblem(type: StateType, language: QueryLanguage, field: string): string | null {
  const { both, [language]: own } = FIELDS[type];
  if (COMMON.includes(field) || both.includes(field) || own.includes(field)) return null;
  if (UNSUPPORTED.has(field)) return `The sandbox does not support '${field}'`;
  const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  if (FIELDS[type][other].includes(field)) {
    return `The field '${field}' is not supported when the query language is '${language}'`;
  }
  return `The field '${field}' is not supported by Step Functions`;
}
