import { ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { StateMachineType } from './state-machine.ts';

const MESSAGE_CHARACTERS = 500;

export interface DefinitionDiagnostic {
  severity: 'ERROR' | 'WARNING';
  /** `SCHEMA_VALIDATION_FAILED`, `MISSING_TRANSITION_TARGET` … */
  code: string;
  /**
   * AWS's own words, which speak of nothing but what the operator wrote; cut and freed of control characters.
   */
  message: string;
  /** JSON Pointer, `/States/Poll/Next`; null where AWS names none. */
  location: string | null;
}

/** Step Functions `ValidateStateMachineDefinition`: at most 100 findings; a definition that is wrong is an answer. */
export async function validateStateMachineDefinition(
  aws: AwsClients,
  { definition, type }: { definition: string; type: StateMachineType },
): Promise<{ ok: boolean; diagnostics: DefinitionDiagnostic[]; truncated: boolean }> {
  const call = { service: 'states', operation: 'ValidateStateMachineDefinition' } as const;
  const command = new ValidateStateMachineDefinitionCommand({
    definition,
    type,
    severity: 'WARNING',
    maxResults: 100,
  });
  const output = await callAws(call, () => aws.states.send(command));
  const diagnostics = (output.diagnostics ?? []).map(({ severity, code, message, location }) => ({
    severity: severity ?? ('ERROR' as const),
    code: code ?? '',
    message: plain(message ?? ''),
    location: location || null,
  }));
  return { ok: output.result === 'OK', diagnostics, truncated: output.truncated ?? false };
}

function plain(text: string): string {
  const words = text.replace(/\p{Cc}+/gu, ' ').trim();
  return words.length > MESSAGE_CHARACTERS ? `${words.slice(0, MESSAGE_CHARACTERS)}…` : words;
}
