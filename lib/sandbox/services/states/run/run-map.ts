import type { Json, JsonObject } from '../asl/json.ts';
import { evaluate, fillTemplate } from '../asl/payload-template.ts';
import { FieldError } from '../asl/state-error.ts';
import { contextOf, type Sequence } from './run.ts';
import { runChildren } from './run-children.ts';
import { startedChildren } from './run-parallel.ts';
import { enteredOf, frameOf } from './sequence-state.ts';
import type { StateIo } from './state-io.ts';

/** AWS runs about 40 iterations of an inline Map at once, whatever MaxConcurrency says. */
const MAX_CONCURRENCY = 40;

/** Runs the processor for each item; the result is the list of its outputs. */
export async function runMap(sequence: Sequence, io: StateIo): Promise<Json> {
  const { stateName } = frameOf(sequence);
  const block = io.state.ItemProcessor ?? io.state.Iterator;
  if (block === undefined) throw new Error(`Map state ${stateName} has no ItemProcessor`);
  const items = await itemsOf(io);
  const concurrency = await concurrencyOf(io);
  const { inputs, startedEventId } = await startedChildren(sequence, 'MapStateStarted', () =>
    selected(sequence, io, items),
  );
  const children = inputs.map((input, index) => ({
    block,
    input,
    item: { index, value: items[index] ?? null },
  }));
  const { outputs, lastEventId } = await runChildren(sequence, children, {
    startedEventId,
    concurrency,
    mapName: stateName,
  });
  sequence.run.log.record([{ type: 'MapStateSucceeded', previousEventId: lastEventId }], sequence.path, {
    lastEventId,
  });
  return outputs;
}

async function itemsOf(io: StateIo): Promise<Json[]> {
  const { Items, ItemsPath } = io.state;
  const items =
    io.language === 'JSONata'
      ? Items === undefined
        ? io.input
        : await io.jsonata(Items, 'Items')
      : ItemsPath === undefined
        ? io.effectiveInput()
        : evaluate(ItemsPath, 'ItemsPath', io.paths());
  if (Array.isArray(items)) return items;
  const words = `Expected an array, but was ${JSON.stringify(items)?.slice(0, 200)}`;
  throw io.language === 'JSONata'
    ? new FieldError(
        'States.QueryEvaluationError',
        `The field 'Items' has an unsupported value. ${words}`,
        'Items',
      )
    : new FieldError('States.Runtime', `Reference path "${ItemsPath ?? '$'}" must point to array. ${words}`);
}

/** What each iteration gets: the item, or what ItemSelector makes of it. */
async function selected(sequence: Sequence, io: StateIo, items: Json[]): Promise<Json[]> {
  const { ItemSelector, Parameters } = io.state;
  const template = io.language === 'JSONata' ? ItemSelector : (ItemSelector ?? Parameters);
  if (template === undefined) return items;
  const { stateName } = frameOf(sequence);
  const inputs: Json[] = [];
  for (const [index, value] of items.entries()) {
    const context = contextOf(sequence.run, { index, value }, stateName, enteredOf(sequence));
    inputs.push(
      io.language === 'JSONata'
        ? await io.jsonata(template, 'ItemSelector', { context })
        : fillTemplate(template, withContext(io, context)),
    );
  }
  return inputs;
}

function withContext(io: StateIo, context: JsonObject) {
  return { ...io.paths(), context };
}

async function concurrencyOf(io: StateIo): Promise<number> {
  const { MaxConcurrency, MaxConcurrencyPath } = io.state;
  const given = await io.field('MaxConcurrency', MaxConcurrency, MaxConcurrencyPath);
  if (given === undefined || given === 0) return MAX_CONCURRENCY;
  if (typeof given === 'number' && Number.isInteger(given) && given > 0)
    return Math.min(given, MAX_CONCURRENCY);
  throw new FieldError(
    io.language === 'JSONata' ? 'States.QueryEvaluationError' : 'States.Runtime',
    `MaxConcurrency must be a whole number of at least 0, but was ${JSON.stringify(given)}`,
    'MaxConcurrency',
  );
}
