import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runTool } from './run-tool.ts';
import type { Tally } from './tally.ts';

const NEXT = 'node_modules/next/dist/bin/next';
const CHECKS: { name: string; argv: string[]; env?: Record<string, string> }[] = [
  {
    name: 'format and lint',
    argv: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.'],
  },
  { name: 'route types', argv: [NEXT, 'typegen'] },
  { name: 'types', argv: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'unused code and dependencies', argv: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  {
    name: 'schema and migrations agree',
    argv: [
      'node_modules/prisma/build/index.js',
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ],
  },
];

/** Formatter, linter, types, unused code, and that migrations make the schema. */
export async function checkStatically(): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  for (const { name, argv, env } of CHECKS) {
    const { code, output } = await runTool(argv, env);
    report(tally, name, code === 0, output);
  }
  return tally;
}

/** The import rules, and that the tool saw every module: with some compilers it silently sees none. */
export async function checkImports(): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  const roots = ['app', 'components', 'lib'];
  const { code, output } = await runTool([
    '--import',
    './lib/cli/swc-reads-tsx.mjs',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--output-type',
    'err',
    ...roots,
  ]);
  report(tally, 'import rules', code === 0, output);
  const seen = Number(/(\d+) modules/.exec(output)?.[1] ?? 0);
  const existing = roots.reduce((sum, root) => sum + countModules(root), 0);
  report(tally, `import rules saw all ${existing} modules`, seen >= existing, `It saw ${seen}.`);
  return tally;
}

function countModules(directory: string): number {
  return readdirSync(directory, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.isDirectory()) return sum + countModules(path.join(directory, entry.name));
    return sum + (/\.(tsx?|mjs)$/.test(entry.name) && !/\.d\.m?ts$/.test(entry.name) ? 1 : 0);
  }, 0);
}

function report(tally: Tally, name: string, ok: boolean, output: string): void {
  console.log(`${ok ? '✓' : '✗'} ${name}`);
  if (ok) tally.passed += 1;
  else {
    tally.failed += 1;
    console.log(output);
  }
}
