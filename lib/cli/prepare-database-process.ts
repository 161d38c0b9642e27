import { openConnection } from '../store/connection/open-connection.ts';

// Run as a process of its own by prepare-database.ts: creates and migrates the database, then ends.
const [dataDir] = process.argv.slice(2);
const connection = await openConnection({ dataDir });
await connection.close();
