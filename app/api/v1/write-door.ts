import { connection } from 'next/server';
import type { z } from 'zod';
import { authoriseWrite } from '@/lib/actions/authorise-write';
import type { ApiRoute } from '@/lib/contract/api-route';
import { parseInput } from '@/lib/contract/parse-input';
import { AppError } from '@/lib/domain/app-error';
import { jsonSyntaxError } from '@/lib/domain/json-text';
import { getRuntime } from '@/lib/runtime/runtime';
import { pathParams } from './path-params';
import { errorResponse } from './problem-response';
import { readBody } from './read-body';

/** Ten event details of 1 MB together, every quote of them escaped, and the JSON around them. */
const BODY_LIMIT_BYTES = 4_194_304;
const NO_STORE = { 'cache-control': 'no-store' };

type PostRoute<Params, Body, Answers> = ApiRoute & {
  method: 'POST';
  params: Params;
  body: Body;
  answers: Answers;
};
interface PostInput<Params extends z.ZodObject, Body extends z.ZodType> {
  params: z.output<Params>;
  body: z.output<Body>;
  /** The caller's Idempotency-Key, on routes that declare the header. */
  idempotencyKey: string | null;
}
type Answer<Answers extends Record<number, z.ZodType>> = z.output<Answers[keyof Answers & number]>;

/**
 * The handler of a POST route that runs or changes something: reads path, headers and body by the route's schemas,
 * refuses on a read-only dashboard, and answers what `act` returns with the route's one success status, or a problem.
 * `act` may answer a Response of its own.
 */
export function writeDoor<
  Params extends z.ZodObject,
  Body extends z.ZodType,
  Answers extends Record<number, z.ZodType>,
>(
  route: PostRoute<Params, Body, Answers>,
  act: (input: PostInput<Params, Body>) => Promise<Answer<Answers> | Response>,
) {
  return postDoor(route, async (input) => {
    authoriseWrite((await getRuntime()).env);
    return act(input);
  });
}

/** The same for a POST route that only reads: its question is too long for an address. */
export function askDoor<
  Params extends z.ZodObject,
  Body extends z.ZodType,
  Answers extends Record<number, z.ZodType>,
>(
  route: PostRoute<Params, Body, Answers>,
  ask: (input: PostInput<Params, Body>) => Promise<Answer<Answers>>,
) {
  return postDoor(route, ask);
}

function postDoor<
  Params extends z.ZodObject,
  Body extends z.ZodType,
  Answers extends Record<number, z.ZodType>,
>(route: PostRoute<Params, Body, Answers>, run: (input: PostInput<Params, Body>) => Promise<unknown>) {
  const status = Number(Object.keys(route.answers)[0]);
  return async (
    request: Request,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response> => {
    await connection();
    try {
      const params = parseInput(route.params, await pathParams(context.params));
      const idempotencyKey = idempotencyKeyOf(route, request);
      const body = parseInput(route.body, jsonOf(await readBody(request, BODY_LIMIT_BYTES, tooLarge)));
      const answer = await run({ params, body, idempotencyKey });
      return answer instanceof Response ? answer : Response.json(answer, { status, headers: NO_STORE });
    } catch (error) {
      return errorResponse(error);
    }
  };
}

function idempotencyKeyOf(route: ApiRoute, request: Request): string | null {
  if (route.headers === undefined) return null;
  const name = 'Idempotency-Key';
  const key = parseInput(route.headers, { [name]: request.headers.get(name) ?? undefined })[name];
  return typeof key === 'string' ? key : null;
}

function jsonOf(text: string): unknown {
  const syntax = jsonSyntaxError(text);
  if (syntax === null) return JSON.parse(text);
  throw new AppError(
    'invalid-input',
    `Not JSON: line ${syntax.line}, column ${syntax.column}: ${syntax.message}`,
    { field: 'body' },
  );
}

function tooLarge(limitBytes: number): AppError {
  return new AppError(
    'payload-too-large',
    `The body has more than ${limitBytes.toLocaleString('en-US')} bytes.`,
    { field: 'body' },
  );
}
