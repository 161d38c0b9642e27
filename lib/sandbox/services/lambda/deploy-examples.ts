import path from 'node:path';
import { build, stop } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { EXAMPLE_FUNCTIONS, type ExampleFunction } from '../../functions/catalogue.ts';
import { callLambda, type ExampleClient } from './example-client.ts';

/** The same files give the same zip, so that a restart changes nothing. */
const ZIP_TIME = new Date(2020, 0, 1);

/** Bundles the example functions and creates them, or brings the code of those that exist up to date. */
export async function deployExamples(client: ExampleClient): Promise<void> {
  const zips = await bundle();
  for (const example of EXAMPLE_FUNCTIONS) {
    const zip = zips.get(example.name);
    if (zip === undefined) throw new Error(`no bundle for ${example.name}`);
    await deploy(client, example, zip);
  }
}

async function deploy(client: ExampleClient, example: ExampleFunction, zip: Buffer): Promise<void> {
  const zipFile = zip.toString('base64');
  const created = await callLambda(client, 'POST', '/2015-03-31/functions', {
    FunctionName: example.name,
    Description: example.description,
    Runtime: example.runtime,
    Role: 'arn:aws:iam::000000000000:role/reprise-example',
    Handler: 'index.handler',
    MemorySize: example.memorySizeMb,
    Timeout: example.timeoutSeconds,
    TracingConfig: { Mode: example.tracing },
    LoggingConfig: { LogFormat: example.logFormat },
    Tags: { 'reprise:example': 'true' },
    Code: { ZipFile: zipFile },
  });
  if (created.status === 409) {
    // what an operator changed since stays; only the code follows the source
    await expectOk(
      callLambda(client, 'PUT', `/2015-03-31/functions/${example.name}/code`, { ZipFile: zipFile }),
    );
    return;
  }
  await expectOk(Promise.resolve(created));
  if (example.recursiveLoop === 'Allow') {
    const path = `/2024-08-31/functions/${example.name}/recursion-config`;
    await expectOk(callLambda(client, 'PUT', path, { RecursiveLoop: 'Allow' }));
  }
}

async function expectOk(answer: ReturnType<typeof callLambda>): Promise<void> {
  const { status, errorCode } = await answer;
  if (status >= 300) throw new Error(`Lambda refused an example function: ${status} ${errorCode ?? ''}`);
}

async function bundle(): Promise<Map<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(
      EXAMPLE_FUNCTIONS.map(({ name, source }) => [name, path.resolve(source)]),
    ),
    outdir: 'out',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  });
  await stop();
  return new Map(
    outputFiles.map(({ path: file, text }) => [
      path.basename(file, '.mjs'),
      Buffer.from(zipSync({ 'index.mjs': [strToU8(text), { mtime: ZIP_TIME }] })),
    ]),
  );
}
