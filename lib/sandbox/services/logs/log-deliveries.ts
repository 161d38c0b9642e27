import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { targetOfArn } from '../../../domain/target-arn.ts';
import { AwsError } from '../../service.ts';
import { writeWhole } from '../../write-whole.ts';

const zSource = z.object({
  region: z.string(),
  name: z.string(),
  arn: z.string(),
  resourceArns: z.array(z.string()),
  service: z.string(),
  logType: z.string(),
});
const zDestination = z.object({
  region: z.string(),
  name: z.string(),
  arn: z.string(),
  deliveryDestinationType: z.literal('CWL'),
  outputFormat: z.string(),
  destinationResourceArn: z.string(),
});
const zDelivery = z.object({
  region: z.string(),
  id: z.string(),
  arn: z.string(),
  deliverySourceName: z.string(),
  deliveryDestinationArn: z.string(),
});
const zSaved = z.object({
  sources: z.array(zSource),
  destinations: z.array(zDestination),
  deliveries: z.array(zDelivery),
});
export type DeliverySource = z.infer<typeof zSource>;
export type DeliveryDestination = z.infer<typeof zDestination>;
export type LogDelivery = z.infer<typeof zDelivery>;
type Saved = z.infer<typeof zSaved>;

/** Delivery sources, destinations and the deliveries that connect them: how a bus's own log reaches a log group. */
export class LogDeliveries {
  readonly #file: string;
  #saved: Saved;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#file = path.join(dataDir, 'logs-deliveries.json');
    this.#saved = readSaved(this.#file);
  }

  putSource(source: DeliverySource): void {
    const others = this.#saved.sources.filter((one) => !isSame(one, source));
    this.#save({ ...this.#saved, sources: [...others, source] });
  }

  putDestination(destination: DeliveryDestination): void {
    const others = this.#saved.destinations.filter((one) => !isSame(one, destination));
    this.#save({ ...this.#saved, destinations: [...others, destination] });
  }

  create(
    region: string,
    accountId: string,
    given: Pick<LogDelivery, 'deliverySourceName' | 'deliveryDestinationArn'>,
  ) {
    const existing = this.list(region).find(
      (one) =>
        one.deliverySourceName === given.deliverySourceName &&
        one.deliveryDestinationArn === given.deliveryDestinationArn,
    );
    if (existing !== undefined) throw new AwsError('ConflictException', 'Delivery already exists.');
    const id = randomBytes(8).toString('hex');
    const arn = `arn:aws:logs:${region}:${accountId}:delivery:${id}`;
    const delivery = { region, id, arn, ...given };
    this.#save({ ...this.#saved, deliveries: [...this.#saved.deliveries, delivery] });
    return delivery;
  }

  source(region: string, name: string): DeliverySource | undefined {
    return this.#saved.sources.find((one) => isSame(one, { region, name }));
  }

  destination(arn: string): DeliveryDestination | undefined {
    return this.#saved.destinations.find((one) => one.arn === arn);
  }

  list(region: string): LogDelivery[] {
    return this.#saved.deliveries.filter((one) => one.region === region);
  }

  delete(delivery: LogDelivery): void {
    this.#save({
      ...this.#saved,
      deliveries: this.#saved.deliveries.filter((one) => one.id !== delivery.id),
    });
  }

  deleteSource(source: DeliverySource): void {
    this.#refuseInUse(this.list(source.region).some((one) => one.deliverySourceName === source.name));
    this.#save({ ...this.#saved, sources: this.#saved.sources.filter((one) => !isSame(one, source)) });
  }

  deleteDestination(destination: DeliveryDestination): void {
    this.#refuseInUse(this.#saved.deliveries.some((one) => one.deliveryDestinationArn === destination.arn));
    const destinations = this.#saved.destinations.filter((one) => one.arn !== destination.arn);
    this.#save({ ...this.#saved, destinations });
  }

  /** The log groups that the logs of this type of a resource go to. */
  logGroupsOf(resourceArn: string, logType: string): string[] {
    return this.#saved.deliveries.flatMap((delivery) => {
      const source = this.source(delivery.region, delivery.deliverySourceName);
      const destination = this.destination(delivery.deliveryDestinationArn);
      if (source?.logType !== logType || !source.resourceArns.includes(resourceArn)) return [];
      return destination === undefined ? [] : [targetOfArn(destination.destinationResourceArn).name];
    });
  }

  #refuseInUse(used: boolean): void {
    if (used) throw new AwsError('ConflictException', 'It is still part of a delivery.');
  }

  #save(saved: Saved): void {
    this.#saved = saved;
    writeWhole(this.#file, JSON.stringify(saved));
  }
}

function isSame(a: { region: string; name: string }, b: { region: string; name: string }): boolean {
  return a.region === b.region && a.name === b.name;
}

function readSaved(file: string): Saved {
  try {
    return zSaved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { sources: [], destinations: [], deliveries: [] };
  }
}
