/** What `/api/live` carries: what changed, never the change itself; the query carries data. */
export type LiveEvent =
  | { type: 'chains'; chainIds: string[] }
  | { type: 'operation'; operationId: string }
  | { type: 'plan'; planId: string }
  | { type: 'functions' }
  | { type: 'events' }
  | { type: 'rules' }
  | { type: 'executions' }
  | { type: 'conditions' }
  | { type: 'health' };
