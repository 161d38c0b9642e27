import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SOURCES = ['app', 'components', 'lib', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json'];
const ROOT_FILES = /^(next\.config\.js|postcss\.config\.mjs|proxy\.ts|instrumentation.*\.ts)$/;
const NOT_BUILT = /(\.test\.tsx?$|^lib\/(cli|bench|sandbox|rerun)\/)/;
const MARK = '.next/reprise-sources';

/** Builds the dashboard unless the build at hand is of these sources. Returns false when the build failed. */
export async function buildDashboard(say: (line: string) => void): Promise<boolean> {
  const digest = digestOf(sourceFiles());
  if (existsSync(MARK) && existsSync('.next/BUILD_ID') && readFileSync(MARK, 'utf8') === digest) return true;
  say('Building the dashboard …');
  const output: string[] = [];
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => output.push(text));
    }
    child.once('exit', resolve);
  });
  if (code !== 0) {
    say(output.join(''));
    return false;
  }
  writeFileSync(MARK, digest);
  return true;
}

function sourceFiles(): string[] {
  const roots = [...SOURCES, ...readdirSync('.').filter((name) => ROOT_FILES.test(name))];
  return roots
    .flatMap((root) => filesBelow(root))
    .filter((file) => !NOT_BUILT.test(file))
    .sort();
}

function filesBelow(root: string): string[] {
  if (!existsSync(root)) return [];
  if (statSync(root).isFile()) return [root];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(root, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

function digestOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
