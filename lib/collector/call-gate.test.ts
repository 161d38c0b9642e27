import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCallGate } from './call-gate.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const never = () => new AbortController().signal;
const gateOf = (rate: number) => createCallGate(rate, () => Date.now());

it('lets a second’s calls pass at once and the rest at the rate', async () => {
  const gate = gateOf(4);
  let passed = 0;
  for (let n = 0; n < 12; n += 1) void gate.take(n, never()).then(() => (passed += 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(passed).toBe(4);
  await vi.advanceTimersByTimeAsync(1_010);
  expect(passed).toBe(8);
  await vi.advanceTimersByTimeAsync(1_010);
  expect(passed).toBe(12);
  expect(gate.callsPerSecond()).toBe(1.2);
});

it('never exceeds its budget over any long time', async () => {
  const gate = gateOf(3);
  let passed = 0;
  for (let n = 0; n < 500; n += 1) void gate.take(0, never()).then(() => (passed += 1));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(passed).toBeLessThanOrEqual(183);
  expect(passed).toBeGreaterThan(175);
});

it('serves who is due first, whoever asked first', async () => {
  const gate = gateOf(1);
  const order: string[] = [];
  await gate.take(0, never());
  void gate.take(60_000, never()).then(() => order.push('slow'));
  void gate.take(100, never()).then(() => order.push('hot'));
  await vi.advanceTimersByTimeAsync(2_100);
  expect(order).toEqual(['hot', 'slow']);
});

it('slows down when AWS throttles all the same, and recovers', async () => {
  const gate = gateOf(10);
  for (let n = 0; n < 8; n += 1) gate.throttled();
  let passed = 0;
  for (let n = 0; n < 2_000; n += 1) void gate.take(0, never()).then(() => (passed += 1));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(passed).toBeLessThan(15);
  await vi.advanceTimersByTimeAsync(60_000);
  const before = passed;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(passed - before).toBeGreaterThan(95);
});

it('forgets who stopped waiting', async () => {
  const gate = gateOf(1);
  await gate.take(0, never());
  const stop = new AbortController();
  const waiting = gate.take(0, stop.signal);
  const next = gate.take(1, never());
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  await vi.advanceTimersByTimeAsync(1_100);
  await next;
  await expect(gate.take(0, stop.signal)).rejects.toThrow('stopped');
});
