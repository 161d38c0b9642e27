'use server';
import {
  zPathFix,
  zPublishEventsInput,
  zSavedEventRef,
  zSaveEventInput,
  zWatchBusInput,
} from '../contract/event.ts';
import { deleteSavedEvent } from '../services/delete-saved-event.ts';
import { planPathFix } from '../services/event-path/plan-path-fix.ts';
import { publishEvents } from '../services/publish/publish-events.ts';
import { saveEvent } from '../services/save-event.ts';
import { planWatchBus } from '../services/watch-bus/plan-watch-bus.ts';
import { defineAction } from './define-action.ts';

/** Answers as soon as the operation is written down; what becomes of each entry arrives over the live stream. */
export const publishEventsAction = defineAction({
  name: 'publish-events',
  input: zPublishEventsInput,
  run: publishEvents,
});

/** Reads the account and answers the exact calls; nothing is changed. */
export const planWatchBusAction = defineAction({
  name: 'plan-watch-bus',
  input: zWatchBusInput,
  run: planWatchBus,
});

/** The same for what mends the broken link of an event's path. */
export const planPathFixAction = defineAction({
  name: 'plan-path-fix',
  input: zPathFix,
  run: planPathFix,
});

export const saveEventAction = defineAction({
  name: 'save-event',
  input: zSaveEventInput,
  run: saveEvent,
});

export const deleteSavedEventAction = defineAction({
  name: 'delete-saved-event',
  input: zSavedEventRef,
  run: deleteSavedEvent,
});
