// The door of every npm script, plain JavaScript because it runs before anything is installed: installs and generates
// what is missing, bundles lib/cli/<command>.ts and runs it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const cache = path.join(root, 'node_modules/.cache/reprise');
const [command, ...args] = process.argv.slice(2);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  if (!ok) fail(`Reprise needs Node 20.19, 22.12, 24 or later; this is ${process.versions.node}.`);
}

/** Runs `step` unless the files it depends on are as they were when it last succeeded. */
function once(name, files, step) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  const digest = hash.digest('hex');
  const mark = path.join(cache, `${name}.done`);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  step();
  mkdirSync(cache, { recursive: true });
  writeFileSync(mark, digest);
}

function run(sentence, file, argv, env = {}) {
  console.log(sentence);
  const shell = process.platform === 'win32' && file === 'npm';
  const result = spawnSync(file, argv, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    shell,
  });
  if (result.status === 0) return;
  console.error(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
  fail(`Stopped: "${[path.basename(file), ...argv].join(' ')}" failed.`);
}

requireNode();
process.chdir(root);
if (!/^[a-z-]+$/.test(command ?? '') || !existsSync(`lib/cli/${command}.ts`)) {
  fail(
    'Usage: npm start | test | run dev | run sandbox | run bench [-- row] | run conformance -- <kind> <file>',
  );
}
once('install', ['package-lock.json'], () =>
  // not `npm ci`: it refuses a registry that lacks the optional binaries of other platforms
  run('Installing packages …', 'npm', ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund']),
);
once('generate', ['prisma/schema.prisma', 'package-lock.json'], () =>
  run('Generating the database client …', process.execPath, [
    'node_modules/prisma/build/index.js',
    'generate',
  ]),
);
const { bundle } = await import('./bundle.mjs');
process.setSourceMapsEnabled(true);
const { main } = await import(pathToFileURL(await bundle(command)).href);
process.exitCode = await main(args);
