import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { cleanUp } from './support.ts';

/** What CloudFormation and Lambda were asked, and as much of their answers as `--stack` needs. */
export interface StandIn {
  /** For the environment of the command line. */
  readonly environment: Readonly<Record<string, string>>;
  /** Each: the function's name, how it is called, and the payload. */
  readonly invocations: { readonly name: string; readonly type: string | undefined; readonly payload: unknown }[];
}

export interface DeployedStack {
  readonly name: string;
  readonly region?: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** @default it is started */
  readonly invoke?: (payload: unknown) => unknown;
}

/** An account with one stack. */
export async function deployedStack({ name, region = 'us-east-1', outputs, invoke }: DeployedStack): Promise<StandIn> {
  const invocations: StandIn['invocations'] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const [, invoked] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
      if (invoked !== undefined) {
        const payload: unknown = JSON.parse(body);
        invocations.push({ name: invoked, type: String(request.headers['x-amz-invocation-type']), payload });
        await invoke?.(payload);
        response.writeHead(202).end();
      } else if (new URLSearchParams(body).get('StackName') === name) {
        response.writeHead(200, { 'content-type': 'text/xml' }).end(described(name, region, outputs));
      } else {
        response.writeHead(400, { 'content-type': 'text/xml' }).end(missing);
      }
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUp(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { invocations, environment: { AWS_ENDPOINT_URL_CLOUDFORMATION: url, AWS_ENDPOINT_URL_LAMBDA: url } };
}

const described = (name: string, region: string, outputs: Readonly<Record<string, string>>) =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
<StackId>arn:aws:cloudformation:${region}:000000000000:stack/${name}/1</StackId><StackName>${name}</StackName>
<CreationTime>2026-01-05T09:00:00Z</CreationTime><StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>${Object.entries(
    outputs,
  )
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const missing = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
<Message>Stack with id that does not exist</Message></Error></ErrorResponse>`;
