import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.mjs';

/** Finds `module.export` of `_HANDLER` in the task root; failures carry AWS's `Runtime.*` names. */
export async function loadHandler(taskRoot, handlerName) {
  const folder = path.dirname(handlerName);
  const match = /^([^.]*)\.(.+)$/.exec(path.basename(handlerName));
  if (match === null || handlerName.includes('..')) {
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  const [, moduleName, exportPath] = match;
  const base = path.resolve(taskRoot, folder, moduleName);
  const file = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find(
    (candidate) => candidate !== base && existsSync(candidate),
  );
  if (file === undefined) {
    throw new RuntimeError(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${moduleName}'\nRequire stack:\n- ${path.join('/var/runtime', 'index.mjs')}`,
    );
  }
  const loaded = await importModule(file);
  const handler = walk(loaded, exportPath) ?? walk(loaded.default, exportPath);
  if (handler === undefined) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is not a function`);
  }
  return handler;
}

async function importModule(file) {
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw rename(error, 'Runtime.UserCodeSyntaxError');
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw rename(error, 'Runtime.ImportModuleError');
    }
    throw error;
  }
}

function rename(cause, name) {
  const error = new RuntimeError(name, String(cause));
  error.stack = `${name}: ${error.message}\n${String(cause.stack).split('\n').slice(1).join('\n')}`;
  return error;
}

function walk(root, exportPath) {
  return exportPath.split('.').reduce((value, key) => value?.[key], root);
}
