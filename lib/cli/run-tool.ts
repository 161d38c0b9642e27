import { spawn } from 'node:child_process';

export interface ToolResult {
  code: number;
  output: string;
}

/** Runs a tool of node_modules to its end; `live` passes its output through as well. */
export function runTool(argv: string[], env: Record<string, string> = {}, live = false): Promise<ToolResult> {
  return new Promise((resolve) => {
    const output: string[] = [];
    const child = spawn(process.execPath, argv, {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        output.push(text);
        if (live) process.stdout.write(text);
      });
    }
    child.once('exit', (code) => resolve({ code: code ?? 1, output: output.join('') }));
  });
}
