import { storableText } from '../domain/storable-text.ts';
import { type BulkTable, bulkUpsert } from './sql/bulk-upsert.ts';
import type { StoreContext } from './store-context.ts';
import type { FunctionFigures, FunctionStore, SavedPayloadRow } from './store-functions.ts';

interface ListedFunction {
  function_name: string;
  function_arn: string;
  configuration: string;
  listed: boolean;
  seen_at: string;
}
const LISTED: BulkTable<ListedFunction> = {
  name: 'lambda_function',
  columns: {
    function_name: 'text',
    function_arn: 'text',
    configuration: 'text',
    listed: 'boolean',
    seen_at: 'timestamptz',
  },
  key: ['function_name'],
};

export function functionStore({ prisma, write }: StoreContext): FunctionStore {
  return {
    async upsertMany(functions) {
      const seenAt = new Date().toISOString();
      const rows = functions.map((item) => ({
        function_name: item.functionName,
        function_arn: item.functionArn,
        configuration: storableText(JSON.stringify(item.configuration)).text,
        listed: true,
        seen_at: seenAt,
      }));
      await write((tx) => bulkUpsert(tx, LISTED, rows));
    },
    async deleteMissing(functionNames) {
      // the page's choice outlives a function that is deployed anew
      await prisma.$executeRaw`
        UPDATE lambda_function SET listed = FALSE WHERE listed AND NOT function_name = ANY(${[...functionNames]})`;
    },
    async list() {
      const rows = await prisma.lambdaFunction.findMany({
        where: { listed: true },
        orderBy: { functionName: 'asc' },
      });
      return rows.map((row) => ({
        functionName: row.functionName,
        functionArn: row.functionArn,
        configuration: JSON.parse(row.configuration) as Record<string, unknown>,
        watchedByPage: row.watchedByPage,
        seenAt: row.seenAt,
      }));
    },
    async figures() {
      const since = new Date(Date.now() - 86_400_000);
      return prisma.$queryRaw<FunctionFigures[]>`
        SELECT coalesce(f.function_name, r.function_name) AS "functionName",
          f.marker_seen_at AS "markerSeenAt", f.last_hop_at AS "lastHopAt",
          coalesce(r.hops, 0)::int AS "hopCount24h", coalesce(r.failed, 0)::int AS "failedHopCount24h"
        FROM lambda_function f
        FULL JOIN (
          SELECT function_name, sum(succeeded + failed + running + other) AS hops, sum(failed) AS failed
          FROM hop_rollup WHERE bucket_ms = 3600000 AND function_name <> '' AND at >= ${since}
          GROUP BY function_name
        ) r ON r.function_name = f.function_name
        WHERE f.listed OR r.hops > 0
        ORDER BY 1`;
    },
    async setWatched(functionName, watched) {
      await prisma.lambdaFunction.updateMany({ where: { functionName }, data: { watchedByPage: watched } });
    },
    async savedPayloads(functionName) {
      return prisma.savedPayload.findMany({ where: { functionName }, orderBy: { savedAt: 'desc' } });
    },
    async savePayload(payload): Promise<SavedPayloadRow> {
      const row = {
        ...payload,
        name: storableText(payload.name).text,
        text: storableText(payload.text).text,
        savedAt: new Date(),
      };
      return prisma.savedPayload.upsert({
        where: { savedPayloadId: row.savedPayloadId },
        create: row,
        update: { name: row.name, text: row.text, savedAt: row.savedAt },
      });
    },
    async deletePayload(savedPayloadId) {
      await prisma.savedPayload.deleteMany({ where: { savedPayloadId } });
    },
  };
}
