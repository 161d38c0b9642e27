import { escapeXml } from '../../escape-xml.ts';
import { jsonResponse, readJsonBody } from '../../json-body.ts';
import { namedByTarget } from '../../named-by-target.ts';
import type { SandboxService, WireRequest, WireResponse } from '../../service.ts';
import { getMetricData, type MetricDataResult } from './get-metric-data.ts';
import type { MetricStore } from './metric-store.ts';
import { readQueryForm } from './query-form.ts';

const OPERATIONS = new Set(['GetMetricData']);
const ofTarget = namedByTarget('GraniteServiceVersion20100801.', OPERATIONS);

/** CloudWatch metrics, in json-1.0 as SDKs speak it and in the form-encoded query protocol of older CLIs. */
export function createMonitoringService(store: MetricStore): SandboxService {
  return {
    signingName: 'monitoring',
    protocol: 'json-1.0',
    operationOf: (request) => (isForm(request) ? ofForm(request) : ofTarget(request)),
    handle(_operation, request) {
      if (isForm(request)) {
        const results = getMetricData(store, readQueryForm(request.body.toString()));
        return Promise.resolve(xmlResponse(results, request.requestId));
      }
      const results = getMetricData(store, readJsonBody(request)).map(
        ({ Id, Label, timestampsMs, values }) => ({
          Id,
          Label,
          Timestamps: timestampsMs.map((ms) => ms / 1_000),
          Values: values,
          StatusCode: 'Complete',
        }),
      );
      return Promise.resolve(jsonResponse('1.0', { MetricDataResults: results, Messages: [] }));
    },
    start: () => store.load(),
    stop: () => store.save(),
  };
}

function isForm(request: WireRequest): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

function ofForm(request: WireRequest): string | null {
  const action = new URLSearchParams(request.body.toString()).get('Action');
  return action !== null && OPERATIONS.has(action) ? action : null;
}

function xmlResponse(results: MetricDataResult[], requestId: string): WireResponse {
  const members = results.map(
    ({ Id, Label, timestampsMs, values }) =>
      `<member><Id>${Id}</Id><Label>${escapeXml(Label)}</Label><Timestamps>${timestampsMs
        .map((ms) => `<member>${new Date(ms).toISOString()}</member>`)
        .join('')}</Timestamps><Values>${values
        .map((value) => `<member>${value}</member>`)
        .join('')}</Values><StatusCode>Complete</StatusCode></member>`,
  );
  const body = `<GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult><MetricDataResults>${members.join('')}</MetricDataResults><Messages/></GetMetricDataResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetMetricDataResponse>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
