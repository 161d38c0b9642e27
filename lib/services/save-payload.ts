import { randomUUID } from 'node:crypto';
import type { SavedPayload, SavePayloadInput } from '../contract/operation.ts';
import { checkPayload } from './invocation/check-payload.ts';
import { savedPayloadDto } from './saved-payload-dto.ts';
import { notifyLive, type ServiceContext } from './service-context.ts';

/** Keeps a payload for a function; the same name again replaces it. Throws `invalid-input`, `payload-too-large`. */
export async function savePayload(context: ServiceContext, input: SavePayloadInput): Promise<SavedPayload> {
  checkPayload(input.text, 'RequestResponse');
  const { functions } = context.store;
  const { functionName, name, text } = input;
  const same = (await functions.savedPayloads(functionName)).find((saved) => saved.name === name);
  const savedPayloadId = same?.savedPayloadId ?? randomUUID();
  const row = await functions.savePayload({ savedPayloadId, functionName, name, text });
  await notifyLive(context, { type: 'functions' });
  return savedPayloadDto(row);
}
