'use server';
import { zWatchFunctionInput } from '../contract/function.ts';
import { zSavedPayloadRef, zSavePayloadInput } from '../contract/operation.ts';
import { deleteSavedPayload } from '../services/delete-saved-payload.ts';
import { savePayload } from '../services/save-payload.ts';
import { watchFunction } from '../services/watch-function.ts';
import { defineAction } from './define-action.ts';

export const watchFunctionAction = defineAction({
  name: 'watch-function',
  input: zWatchFunctionInput,
  run: watchFunction,
});

export const savePayloadAction = defineAction({
  name: 'save-payload',
  input: zSavePayloadInput,
  run: savePayload,
});

export const deleteSavedPayloadAction = defineAction({
  name: 'delete-saved-payload',
  input: zSavedPayloadRef,
  run: deleteSavedPayload,
});
