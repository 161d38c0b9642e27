import { storableText } from '../../domain/storable-text.ts';
import { notifyRules } from '../ingest/notify-chains.ts';
import type { StoreContext } from '../store-context.ts';
import type {
  EventEntryRow,
  EventStore,
  RerunRuleRow,
  SavedEventRow,
  WatchedBusRow,
} from '../store-events.ts';
import { findEvent } from './find-event.ts';
import { listEvents } from './list-events.ts';
import {
  causedRuns,
  countByBus,
  publishedBy,
  recordedEvents,
  runsOfUnseenEvents,
} from './recorded-events.ts';

export function eventStore(context: StoreContext): EventStore {
  const { prisma } = context;
  return {
    list: (filter, page) => listEvents(context, filter, page),
    find: (eventKey) => findEvent(context, eventKey),
    recorded: (where) => recordedEvents(context, where),
    publishedBy: (functionName, limit) => publishedBy(context, functionName, limit),
    causedRuns: (since, limit) => causedRuns(context, since, limit),
    runsOfUnseenEvents: (since) => runsOfUnseenEvents(context, since),
    countByBus: (since) => countByBus(context, since),
    async watchedBuses() {
      const rows = await prisma.watchedBus.findMany({ orderBy: { eventBusName: 'asc' } });
      return rows.map((row) => ({ ...row, method: row.method as WatchedBusRow['method'] }));
    },
    async setWatchedBus({ eventBusName, ...row }) {
      await prisma.watchedBus.upsert({
        where: { eventBusName },
        create: { eventBusName, ...row, since: new Date() },
        update: row,
      });
      await notifyRules(prisma);
    },
    async removeWatchedBus(eventBusName) {
      await prisma.watchedBus.deleteMany({ where: { eventBusName } });
      await notifyRules(prisma);
    },
    async savedEvents() {
      const rows = await prisma.savedEvent.findMany({ orderBy: { savedAt: 'desc' } });
      return rows.map(({ entry, ...row }) => ({ ...row, entry: entryOf(entry) }));
    },
    async saveEvent({ savedEventId, name, entry }): Promise<SavedEventRow> {
      const row = {
        name: storableText(name).text,
        entry: storableText(JSON.stringify(entry)).text,
        savedAt: new Date(),
      };
      await prisma.savedEvent.upsert({
        where: { savedEventId },
        create: { savedEventId, ...row },
        update: row,
      });
      return { ...row, savedEventId, entry: entryOf(row.entry) };
    },
    async deleteSavedEvent(savedEventId) {
      await prisma.savedEvent.deleteMany({ where: { savedEventId } });
    },
    async rerunRules() {
      const rows = await prisma.rerunRule.findMany({ orderBy: [{ functionName: 'asc' }, { since: 'asc' }] });
      return rows.map((row) => ({
        ...row,
        on: row.on as RerunRuleRow['on'],
        former: row.former === null ? null : (JSON.parse(row.former) as Record<string, unknown>),
      }));
    },
    async setRerunRule({ functionName, eventBusName, ruleName, on, former }) {
      const key = { functionName, eventBusName, ruleName };
      const row = { on, former: former === null ? null : storableText(JSON.stringify(former)).text };
      await prisma.rerunRule.upsert({
        where: { functionName_eventBusName_ruleName: key },
        create: { ...key, ...row, since: new Date() },
        update: row,
      });
    },
    async removeRerunRule(functionName, eventBusName, ruleName) {
      await prisma.rerunRule.deleteMany({ where: { functionName, eventBusName, ruleName } });
    },
  };
}

function entryOf(text: string): EventEntryRow {
  const entry = JSON.parse(text) as Omit<EventEntryRow, 'time'> & { time: string | null };
  return { ...entry, time: entry.time === null ? null : new Date(entry.time) };
}
