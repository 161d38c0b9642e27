// PGlite in a worker thread: on the main thread a big query would block every request. Plain JavaScript, because Node
// loads it by path from the bundled server.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const db = await PGlite.create(workerData.dataDir);
let queue = Promise.resolve();

const handlers = {
  async bytes({ bytes }) {
    const answer = await db.execProtocolRaw(bytes);
    parentPort.postMessage({ type: 'bytes', bytes: answer });
  },
  async listen({ channel }) {
    await db.listen(channel, (payload) => parentPort.postMessage({ type: 'notification', channel, payload }));
    parentPort.postMessage({ type: 'listening', channel });
  },
  async close() {
    await db.close();
    parentPort.postMessage({ type: 'closed' });
  },
};

parentPort.on('message', (message) => {
  queue = queue.then(() => handlers[message.type](message));
});
parentPort.postMessage({ type: 'ready' });
