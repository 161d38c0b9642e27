import { connection } from 'next/server';
import { AppError } from '@/lib/domain/app-error';
import { errorResponse } from '../problem-response';

/** What is no route of the API is a problem, too, not a page. */
async function unknownRoute(): Promise<Response> {
  await connection();
  return errorResponse(
    new AppError('not-found', 'The API has no such route.', {
      nextStep: 'Read /api/v1/openapi.json for those there are.',
    }),
  );
}

export {
  unknownRoute as DELETE,
  unknownRoute as GET,
  unknownRoute as PATCH,
  unknownRoute as POST,
  unknownRoute as PUT,
};
