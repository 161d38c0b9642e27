#!/usr/bin/env node
// Prisma's CLI speaks JSON-RPC over stdio with a schema engine that it downloads. This one is npm's WASM build of it
// behind the same protocol, with PGlite in memory as the shadow database: migrations are authored and checked without
// a server and without the open internet.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { Worker } from 'node:worker_threads';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { build } from 'esbuild';
import pg from 'pg';

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);
if (args.includes('--version')) {
  process.stdout.write('schema-engine-cli wasm\n');
  process.exit(0);
}

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), '..');
const option = (name) => args[args.indexOf(name) + 1];
const datasource = JSON.parse(args.includes('--datasource') ? option('--datasource') : '{}');
const url = datasource.url ?? process.env.DATABASE_URL;

async function shadowPool() {
  const outfile = path.join(root, 'node_modules/.cache/reprise/pglite-stream.mjs');
  await build({
    entryPoints: [path.join(root, 'lib/store/connection/pglite-stream.ts')],
    outfile,
    format: 'esm',
    logLevel: 'error',
  });
  const { PgliteStream } = await import(outfile);
  const worker = new Worker(path.join(root, 'lib/store/connection/pglite-worker.mjs'), {
    workerData: { dataDir: 'memory://' },
  });
  await new Promise((resolve) => worker.once('message', resolve));
  return new pg.Pool({
    stream: () => new PgliteStream(worker),
    max: 1,
    user: 'postgres',
    database: 'postgres',
    idleTimeoutMillis: 0,
  });
}

// The engine's introspection selects the system type "char" (oid 18), which the adapter does not know: it is text. And
// PostgreSQL 18 lists NOT NULL among the constraints, which this engine does not know: it reads them from the columns.
function introspectable(adapter) {
  let owner = adapter;
  while (owner && !Object.hasOwn(owner, 'performIO')) owner = Object.getPrototypeOf(owner);
  if (!owner || owner.introspectable) return adapter;
  const performIO = owner.performIO;
  owner.introspectable = true;
  owner.performIO = async function (query) {
    const result = await performIO.call(this, query);
    for (const field of result.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 1042;
    const kind = (result.fields ?? []).findIndex((field) => field.name === 'constraint_type');
    if (kind >= 0) result.rows = result.rows.filter((row) => row[kind] !== 'n');
    return result;
  };
  return adapter;
}

const target =
  url && !url.includes('127.0.0.1:5432/reprise') ? new PrismaPg({ connectionString: url }) : null;
const shadow = async () => introspectable(await new PrismaPg(await shadowPool()).connect());
const factory = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: async () => (target === null ? shadow() : introspectable(await target.connect())),
  connectToShadowDb: shadow,
};

if (args.includes('cli')) {
  const client = new pg.Client({ connectionString: url });
  const failed = await client.connect().then(
    () => null,
    (error) => error,
  );
  if (failed === null) await client.end();
  if (args.includes('can-connect-to-database') && failed !== null) {
    const fields = {
      is_panic: false,
      error_code: failed.code === '3D000' ? 'P1003' : 'P1001',
      message: failed.message,
    };
    process.stderr.write(`${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
    process.exit(1);
  }
  process.exit(0);
}

const bindings = await import(
  path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.js')
);
const wasm = readFileSync(
  path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm'),
);
const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {
  './schema_engine_bg.js': bindings,
});
bindings.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`${message}\n`) };

const datamodels = args
  .flatMap((arg, i) => (arg === '--datamodels' ? [args[i + 1]] : []))
  .filter((file) => existsSync(file))
  .map((file) => [file, readFileSync(file, 'utf8')]);
if (datamodels.length === 0)
  datamodels.push(['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']);

let engine;
const engineOf = () => {
  engine ??= bindings.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return engine;
};
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

async function answer({ id, method, params }) {
  try {
    const open = await engineOf();
    if (method !== 'getDatabaseVersion' && typeof open[method] !== 'function')
      throw new Error(`no method ${method}`);
    const result = method === 'getDatabaseVersion' ? await open.version(params) : await open[method](params);
    if (method === 'diff' && result.stdout)
      send({ id: 1e6 + id, method: 'print', params: { content: result.stdout } });
    send({ id, result: result ?? null });
  } catch (error) {
    const data = {
      is_panic: false,
      message: error?.message ?? String(error),
      meta: error?.meta ?? null,
      error_code: error?.code ?? null,
    };
    send({
      id,
      error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
    });
  }
}

let queue = Promise.resolve();
const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  queue = queue.then(() => answer(JSON.parse(line)));
});
lines.on('close', () => queue.then(() => process.exit(0)));
