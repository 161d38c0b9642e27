import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { AwsError } from '../../service.ts';
import type { FunctionRecord } from './function-record.ts';

const MAX_UNZIPPED_BYTES = 262_144_000;

/** Functions and their code in a folder: a JSON file and a folder of code each; a crash leaves the old or the new. */
export class FunctionStore {
  readonly #root: string;
  readonly #functions = new Map<string, FunctionRecord>();

  constructor(root: string) {
    this.#root = root;
    mkdirSync(path.join(root, 'functions'), { recursive: true });
    mkdirSync(path.join(root, 'code'), { recursive: true });
    // ends the search for a package scope: `.js` is CommonJS here, whatever project the folder lies in
    writeFileSync(path.join(root, 'code', 'package.json'), '{}\n');
    this.#linkSdk();
    for (const file of readdirSync(path.join(root, 'functions'))) {
      if (!file.endsWith('.json')) continue;
      const fn = JSON.parse(readFileSync(path.join(root, 'functions', file), 'utf8')) as FunctionRecord;
      this.#functions.set(keyOf(fn.region, fn.name), fn);
      this.#dropOldCode(fn);
    }
  }

  find(region: string, name: string): FunctionRecord | undefined {
    return this.#functions.get(keyOf(region, name));
  }

  /** All functions of a region by name. */
  list(region: string): FunctionRecord[] {
    return [...this.#functions.values()]
      .filter((fn) => fn.region === region)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  save(fn: FunctionRecord): void {
    this.#functions.set(keyOf(fn.region, fn.name), fn);
    const file = this.#fileOf(fn);
    writeFileSync(`${file}.new`, JSON.stringify(fn));
    renameSync(`${file}.new`, file);
  }

  delete(fn: FunctionRecord): void {
    this.#functions.delete(keyOf(fn.region, fn.name));
    rmSync(this.#fileOf(fn), { force: true });
    rmSync(path.dirname(this.codeDir(fn)), { recursive: true, force: true });
  }

  codeDir(fn: Pick<FunctionRecord, 'region' | 'name' | 'codeSha256Hex'>): string {
    return path.join(this.#root, 'code', fn.region, fn.name, fn.codeSha256Hex);
  }

  /** Unpacks a zip for a function and returns its hash and size; throws as CreateFunction does for a bad one. */
  unpack(region: string, name: string, zip: Buffer): { codeSha256Hex: string; codeSizeBytes: number } {
    const codeSha256Hex = createHash('sha256').update(zip).digest('hex');
    const folder = this.codeDir({ region, name, codeSha256Hex });
    if (existsSync(folder)) return { codeSha256Hex, codeSizeBytes: zip.length };
    const files = readZip(zip);
    const fresh = `${folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    for (const [file, content] of Object.entries(files)) {
      const target = path.join(fresh, file);
      if (!target.startsWith(fresh + path.sep)) throw badZip('Could not unzip uploaded file.');
      if (file.endsWith('/')) {
        mkdirSync(target, { recursive: true });
        continue;
      }
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    mkdirSync(fresh, { recursive: true });
    renameSync(fresh, folder);
    return { codeSha256Hex, codeSizeBytes: zip.length };
  }

  #fileOf(fn: FunctionRecord): string {
    return path.join(this.#root, 'functions', `${fn.region}.${fn.name}.json`);
  }

  /** The SDK is part of Lambda's runtime: handlers find it above their code. */
  #linkSdk(): void {
    const modules = path.join(this.#root, 'code', 'node_modules');
    mkdirSync(modules, { recursive: true });
    for (const scope of ['@aws-sdk', '@smithy']) {
      const link = path.join(modules, scope);
      rmSync(link, { force: true });
      symlinkSync(path.resolve('node_modules', scope), link, 'dir');
    }
  }

  #dropOldCode(fn: FunctionRecord): void {
    const folder = path.dirname(this.codeDir(fn));
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder)) {
      if (entry !== fn.codeSha256Hex) rmSync(path.join(folder, entry), { recursive: true, force: true });
    }
  }
}

function keyOf(region: string, name: string): string {
  return `${region}/${name}`;
}

function badZip(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, 400);
}

function readZip(zip: Buffer): Record<string, Uint8Array> {
  if (zip.length === 0) throw badZip('Uploaded file must be a non-empty zip');
  let unzippedBytes = 0;
  try {
    return unzipSync(new Uint8Array(zip), {
      filter: ({ originalSize }) => {
        unzippedBytes += originalSize;
        if (unzippedBytes > MAX_UNZIPPED_BYTES) {
          throw badZip(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw badZip('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}
