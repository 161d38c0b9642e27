import { afterEach, expect, it } from 'vitest';
import { createLiveHub, type LiveHub } from './live-hub.ts';

const hubs: LiveHub[] = [];
const hubOf = (options?: { heartbeatMs: number }) => {
  const hub = createLiveHub(options);
  hubs.push(hub);
  return hub;
};
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.close();
});

async function readUntil(stream: ReadableStream<Uint8Array>, wanted: RegExp): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!wanted.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value);
  }
  reader.releaseLock();
  return text;
}

it('carries each change to every open stream', async () => {
  const hub = hubOf();
  const streams = [hub.openStream(), hub.openStream()];
  hub.publish(JSON.stringify({ type: 'operation', operationId: 'o1' }));
  for (const stream of streams) {
    expect(await readUntil(stream, /o1/)).toContain('data: {"type":"operation","operationId":"o1"}\n\n');
  }
});

it('gathers a burst of chain changes into one message without repeats', async () => {
  const hub = hubOf();
  const stream = hub.openStream();
  hub.publish('{"type":"chains","chainIds":["a","b"]}');
  hub.publish('{"type":"chains","chainIds":["b","c"]}');
  const text = await readUntil(stream, /data:/);
  expect(text.match(/data:/g)).toHaveLength(1);
  expect(text).toContain('{"type":"chains","chainIds":["a","b","c"]}');
});

it('drops what is no live event', async () => {
  const hub = hubOf();
  const stream = hub.openStream();
  for (const junk of ['', '{', 'null', '{"type":"evil"}', '{"type":"chains"}', '[]']) hub.publish(junk);
  hub.publish('{"type":"health"}');
  expect(await readUntil(stream, /data:/)).toBe('retry: 1000\n\ndata: {"type":"health"}\n\n');
});

it('keeps a quiet stream alive by heartbeats', async () => {
  const stream = hubOf({ heartbeatMs: 10 }).openStream();
  expect(await readUntil(stream, /still here/)).toContain(': still here\n\n');
});

it('forgets a reader that went away', async () => {
  const hub = hubOf();
  const stream = hub.openStream();
  expect(hub.streamCount()).toBe(1);
  await stream.cancel();
  expect(hub.streamCount()).toBe(0);
  hub.publish('{"type":"health"}');
});

it('ends a reader that lags instead of holding its backlog', async () => {
  const hub = hubOf();
  const stream = hub.openStream();
  for (let n = 0; n < 1_000; n += 1) hub.publish(`{"type":"operation","operationId":"o${n}"}`);
  expect(hub.streamCount()).toBe(0);
  expect(await readUntil(stream, /never/)).toContain('o0');
});

it('ends every stream when it closes, and later ones at once', async () => {
  const hub = hubOf();
  const early = hub.openStream();
  hub.close();
  expect(await readUntil(early, /never/)).toBe('retry: 1000\n\n');
  expect(await readUntil(hub.openStream(), /never/)).toBe('retry: 1000\n\n');
  expect(hub.streamCount()).toBe(0);
});
