// The least a Lambda runtime can do, in a child process: ask for the next event, run the handler, answer.
import http from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = http.request({ host, port, method, path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

for (;;) {
  const { headers, body } = await call('GET', '/2018-06-01/runtime/invocation/next');
  const event = JSON.parse(body);
  const id = headers['lambda-runtime-aws-request-id'];
  await call('POST', `/2018-06-01/runtime/invocation/${id}/response`, JSON.stringify({ echo: event.n }));
}
