/** Why a filled template cannot be sent, in plain words; null where it is JSON, or lines that are a JSON string each. */
export function transformedTextProblem(text: string): string | null {
  const problem = jsonProblem(text);
  if (problem === null) return null;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const allStrings = lines.length > 1 && lines.every((line) => isJsonString(line.trim()));
  return allStrings ? null : problem;
}

function isJsonString(line: string): boolean {
  return line.startsWith('"') && jsonProblem(line) === null;
}

function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'not JSON';
  }
}
