import { validateStateMachineDefinition } from '../../aws/validate-state-machine-definition.ts';
import type { DefinitionCheck } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { jsonSyntaxError } from '../../domain/json-text.ts';
import { pointerLines } from '../../domain/state-machine/pointer-line.ts';
import { readDefinition } from '../../domain/state-machine/read-definition.ts';
import type { ServiceContext } from '../service-context.ts';

type Problem = DefinitionCheck['problems'][number];

/**
 * Every problem of a definition at its place, of ours (what the graph needs) and of Step Functions' own check, by line;
 * and the graph, null where it cannot be drawn. Where AWS cannot be asked, a warning says so. Nothing is changed.
 */
export async function checkDefinition(
  { aws }: Pick<ServiceContext, 'aws'>,
  { definition, type }: { definition: string; type: 'STANDARD' | 'EXPRESS' },
): Promise<DefinitionCheck> {
  const read = readDefinition(definition);
  const ours = (read.ok ? [] : read.problems).map((problem) => ({ ...problem, severity: 'ERROR' as const }));
  const graph = read.ok ? read.graph : null;
  if (jsonSyntaxError(definition) !== null) return { problems: ours, graph };
  const theirs = await judgedByAws(aws, { definition, type });
  const placed = new Set(ours.map(({ path }) => path));
  const problems = [
    ...ours,
    ...theirs.filter(({ path, severity }) => severity === 'WARNING' || !placed.has(path)),
  ];
  return { problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), graph };
}

async function judgedByAws(
  aws: ServiceContext['aws'],
  input: { definition: string; type: 'STANDARD' | 'EXPRESS' },
): Promise<Problem[]> {
  try {
    const { diagnostics, truncated } = await validateStateMachineDefinition(aws, input);
    const lineOf = pointerLines(input.definition);
    const problems = diagnostics.map(({ severity, message, location }) => ({
      path: location ?? '',
      message,
      line: location === null ? null : lineOf(location),
      severity,
    }));
    return truncated ? [...problems, warning('Step Functions found more than these.')] : problems;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [warning(`Step Functions could not be asked: ${error.message} ${error.nextStep ?? ''}`.trim())];
  }
}

function warning(message: string): Problem {
  return { path: '', message, line: null, severity: 'WARNING' };
}
