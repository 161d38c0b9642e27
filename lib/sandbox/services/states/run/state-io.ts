import type { Catcher, QueryLanguage, State } from '../asl/definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../asl/json.ts';
import { fillJsonata } from '../asl/jsonata-template.ts';
import { evaluate, fillTemplate } from '../asl/payload-template.ts';
import { type PathScope, readPath } from '../asl/read-path.ts';
import { FieldError } from '../asl/state-error.ts';
import { writeResult } from '../asl/write-path.ts';

/** AWS's limit of a state's input, output and result, in bytes of UTF-8. */
const MAX_BYTES = 262_144;

/** What TestState shows of the way from input to output. */
export type Inspect = (step: string, value: Json) => void;

/** The fields of one state, worked out in its query language over its input, the context object and the variables. */
export class StateIo {
  readonly state: State;
  readonly language: QueryLanguage;
  readonly input: Json;
  readonly #context: JsonObject;
  readonly #variables: JsonObject;
  readonly #inspect: Inspect;

  constructor(options: {
    state: State;
    language: QueryLanguage;
    input: Json;
    context: JsonObject;
    variables: JsonObject;
    inspect: Inspect;
  }) {
    this.state = options.state;
    this.language = options.language;
    this.input = options.input;
    this.#context = options.context;
    this.#variables = options.variables;
    this.#inspect = options.inspect;
  }

  /** The input after InputPath; the whole input where the language is JSONata. */
  effectiveInput(): Json {
    const { InputPath } = this.state;
    if (this.language === 'JSONata' || InputPath === undefined) {
      if (this.language === 'JSONPath') this.#inspect('afterInputPath', this.input);
      return this.input;
    }
    const input = InputPath === null ? {} : readPath(InputPath, this.#paths(this.input));
    this.#inspect('afterInputPath', input);
    return input;
  }

  /** Parameters or Arguments; the effective input where there are none. */
  async arguments(): Promise<Json> {
    if (this.language === 'JSONata') {
      const { Arguments } = this.state;
      if (Arguments === undefined) return this.input;
      const filled = await this.jsonata(Arguments, 'Arguments');
      this.#inspect('afterArguments', filled);
      return filled;
    }
    const input = this.effectiveInput();
    const { Parameters } = this.state;
    const filled = Parameters === undefined ? input : fillTemplate(Parameters, this.#paths(input));
    this.#inspect('afterParameters', filled);
    return filled;
  }

  /** Output and new variables of a state that has a result of its own. */
  async afterResult(result: Json): Promise<{ output: Json; assigned: JsonObject | null }> {
    if (this.language === 'JSONata') return this.#jsonataOutput({ result }, result);
    const { ResultSelector, ResultPath } = this.state;
    const selected =
      ResultSelector === undefined ? result : fillTemplate(ResultSelector, this.#paths(result));
    this.#inspect('afterResultSelector', selected);
    const combined = writeResult(ResultPath, this.input, selected);
    this.#inspect('afterResultPath', combined);
    return { output: this.#outputPath(combined), assigned: this.#assign(this.state.Assign, result) };
  }

  /** Output and new variables of a state that passes its input on. */
  async afterInput(assign = this.state.Assign): Promise<{ output: Json; assigned: JsonObject | null }> {
    if (this.language === 'JSONata') return this.#jsonataOutput({}, this.input, this.state.Output, assign);
    const input = this.effectiveInput();
    return { output: this.#outputPath(input), assigned: this.#assign(assign, input) };
  }

  /** Output and new variables where an error was caught. */
  async afterCatch(
    catcher: Catcher,
    index: number,
    errorOutput: JsonObject,
  ): Promise<{ output: Json; assigned: JsonObject | null }> {
    if (this.language === 'JSONata') {
      const extra = { errorOutput };
      return this.#jsonataOutput(extra, errorOutput, catcher.Output, catcher.Assign, `Catch[${index}]/`);
    }
    const output = checkSize(writeResult(catcher.ResultPath, this.input, errorOutput), this.state);
    return { output, assigned: this.#assign(catcher.Assign, errorOutput) };
  }

  /** A field that a JSONata expression or, in JSONPath, a path beside it may give. */
  async field(name: string, value: Json | undefined, path: string | undefined): Promise<Json | undefined> {
    if (path !== undefined) {
      const field = `${name}Path`;
      const input = this.effectiveInput();
      return evaluate(path, field, this.#paths(input));
    }
    return value === undefined || this.language === 'JSONPath' ? value : this.jsonata(value, name);
  }

  jsonata(template: Json, field: string, extra: JsonObject = {}): Promise<Json> {
    const states = { input: this.input, context: this.#context, ...extra };
    return fillJsonata(template, field, { states, variables: this.#variables });
  }

  /** What paths of the state are read from, over its effective input. */
  paths(): PathScope {
    return this.#paths(this.effectiveInput());
  }

  #paths(input: Json): PathScope {
    return { input, context: this.#context, variables: this.#variables };
  }

  async #jsonataOutput(
    extra: JsonObject,
    fallback: Json,
    template = this.state.Output,
    assign = this.state.Assign,
    place = '',
  ): Promise<{ output: Json; assigned: JsonObject | null }> {
    const output = template === undefined ? fallback : await this.jsonata(template, `${place}Output`, extra);
    const assigned = assign === undefined ? null : await this.jsonata(assign, `${place}Assign`, extra);
    return {
      output: checkSize(output, this.state),
      assigned: assigned !== null && isJsonObject(assigned) ? assigned : null,
    };
  }

  #outputPath(combined: Json): Json {
    const { OutputPath } = this.state;
    if (OutputPath === undefined) return checkSize(combined, this.state);
    return checkSize(OutputPath === null ? {} : readPath(OutputPath, this.#paths(combined)), this.state);
  }

  #assign(template: JsonObject | undefined, input: Json): JsonObject | null {
    if (template === undefined) return null;
    const assigned = fillTemplate(template, this.#paths(input));
    return isJsonObject(assigned) ? assigned : null;
  }
}

function checkSize(output: Json, { Type, Resource }: State): Json {
  if (!isTooLarge(output)) return output;
  throw new FieldError(
    'States.DataLimitExceeded',
    dataLimitWords(Type === 'Task' ? (Resource ?? Type) : Type),
  );
}

export function isTooLarge(value: Json): boolean {
  const text = JSON.stringify(value);
  return text.length > MAX_BYTES || (text.length * 3 > MAX_BYTES && Buffer.byteLength(text) > MAX_BYTES);
}

/** AWS's own words; `name` is the task's. */
export function dataLimitWords(name: string): string {
  return `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
}
