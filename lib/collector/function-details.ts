import { getFunctionConcurrency } from '../aws/get-function-concurrency.ts';
import { getFunctionConfiguration } from '../aws/get-function-configuration.ts';
import { getFunctionRecursionConfig } from '../aws/get-function-recursion-config.ts';
import { listTags } from '../aws/list-tags.ts';
import { AppError } from '../domain/app-error.ts';
import type { CollectorContext } from './collector-context.ts';
import type { CataloguedFunction, FunctionCatalogue } from './function-catalogue.ts';
import { type FunctionRecord, managedByOf } from './function-record.ts';

/**
 * Reads what ListFunctions does not say (state, loop guard, reserved concurrency, tags), one function after another: these calls
 * share 15 a second with everything else that manages Lambda in the account.
 */
export class FunctionDetails {
  readonly #context: CollectorContext;
  readonly #catalogue: FunctionCatalogue;
  readonly #tagsOfAll: boolean;
  readonly #maxAgeMs: number;

  constructor(
    context: CollectorContext,
    catalogue: FunctionCatalogue,
    options: { tagsOfAll: boolean; maxAgeMs: number },
  ) {
    this.#context = context;
    this.#catalogue = catalogue;
    this.#tagsOfAll = options.tagsOfAll;
    this.#maxAgeMs = options.maxAgeMs;
  }

  /** Reads the one whose details are oldest; false when none is due. */
  async readNext(): Promise<boolean> {
    const due = this.#catalogue
      .all()
      .filter((item) => (item.watched || this.#tagsOfAll) && this.#ageMs(item) > this.#maxAgeMs)
      .sort((a, b) => this.#ageMs(b) - this.#ageMs(a))[0];
    if (due === undefined) return false;
    await this.#catalogue.save([await this.#read(due)]);
    return true;
  }

  #ageMs({ record }: CataloguedFunction): number {
    return this.#context.now() - Date.parse(record.detailsReadAt ?? '1970-01-01');
  }

  async #read({ record, watched }: CataloguedFunction): Promise<FunctionRecord> {
    const { aws, now } = this.#context;
    const { functionName, functionArn } = record;
    const tags = await this.#or(record.tags, () => listTags(aws, functionArn));
    const always = {
      tags,
      managedBy: tags === null ? null : managedByOf(tags),
      detailsReadAt: new Date(now()).toISOString(),
    };
    if (!watched) return { ...record, ...always };
    const { state, lastUpdateStatus } = await this.#or(record, () =>
      getFunctionConfiguration(aws, functionName),
    );
    const recursiveLoop = await this.#or(record.recursiveLoop, () =>
      getFunctionRecursionConfig(aws, functionName),
    );
    const reservedConcurrency = await this.#or(record.reservedConcurrency, () =>
      getFunctionConcurrency(aws, functionName),
    );
    return { ...record, ...always, state, lastUpdateStatus, recursiveLoop, reservedConcurrency };
  }

  /** One permission that is missing must not hide the rest: the former value stands. */
  async #or<T>(former: T, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'aws-unreachable') throw error;
      this.#context.logger.debug({ err: error }, 'a detail of a function could not be read');
      return former;
    }
  }
}
