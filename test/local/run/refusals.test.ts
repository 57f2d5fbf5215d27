import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseConfig } from '../../../functions/runtime/config/parse.ts';
import { atEnd, cleanUpAfterEach, createGroup, file, runToEnd, sageMaker, start, temporaryFolder } from './support.ts';

cleanUpAfterEach();

test.each([
  [['--port', '65536'], "option '--port <number>' argument '65536' is invalid. Allowed: 0 to 65535."],
  [['--port', '1e3'], "option '--port <number>' argument '1e3' is invalid. Allowed: 0 to 65535."],
  [['--poll-every', '5'], /^option '--poll-every <time>' argument '5' is invalid\. Allowed: .*5s/],
  [['--poll-every', '0s'], /^option '--poll-every <time>' argument '0s' is invalid\. Allowed: .*10ms to 24h/],
  [['--poll-every', '-1s'], /^option '--poll-every <time>' argument '-1s' is invalid/],
  [['--poll-every', '25h'], /^option '--poll-every <time>' argument '25h' is invalid/],
  [['--onec'], "unknown option '--onec'\n(Did you mean --once?)"],
  [['now'], /^too many arguments/],
  [['--data'], /^option '--data <folder>' argument missing/],
  [['--config', 'nowhere.yaml'], /^The config cannot be read: ENOENT.*nowhere\.yaml/],
])('%j is refused in one breath', async (args, words) => {
  const { code, stdout, stderr } = await runToEnd(args, { folder: await temporaryFolder() });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  if (typeof words === 'string') expect(stderr).toBe(`${words}\n`);
  else expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('a config is refused in the words of a deployment', async () => {
  const text = 'watch:\n  - { groups: ["*"], notify: [me] }\ndestinations: {}\n';
  const path = await file('bad.yaml', text);
  const { code, stderr } = await runToEnd(['--config', path]);

  expect(code).toBe(2);
  expect(() => parseConfig(text, path)).toThrow(stderr.trimEnd());
});

test('a busy port is told before a folder is made or erased', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  atEnd(() => server.close());
  await once(server, 'listening');
  const port = String((server.address() as AddressInfo).port);
  const parent = await temporaryFolder();
  const { code, stdout, stderr } = await runToEnd(['--port', port, '--data', join(parent, 'data')]);

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `Port ${port} is in use: end what listens there, or choose another with --port (0 takes a free one)\n`,
  );
  expect(await readdir(parent)).toEqual([]);
});

test.each([[[]], [['--empty']]])('with %j, a folder that is not ours is left alone', async (args) => {
  const data = await temporaryFolder();
  await writeFile(join(data, 'thesis.txt'), 'three years of work');
  const { code, stdout, stderr } = await runToEnd(['--port', '0', '--data', data, ...args]);

  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.split('\n')).toHaveLength(2);
  expect(stderr).toContain(`${data} is neither empty nor the data folder of a local run`);
  expect(await readFile(join(data, 'thesis.txt'), 'utf8')).toBe('three years of work');
  expect(await readdir(data)).toEqual(['thesis.txt']);
});

test('a folder in use is told, and not erased', async () => {
  const data = await temporaryFolder();
  const first = await start(['--port', '0', '--data', data, '--empty', '--json', '--poll-every', '100ms']);
  const client = sageMaker(await first.ready());
  for (const args of [[], ['--empty']]) {
    const { code, stderr } = await runToEnd(['--port', '0', '--data', data, ...args]);
    expect(code).toBe(1);
    expect(stderr).toBe(`${data} is in use by another local run: end that one, or name another folder with --data\n`);
  }
  await createGroup(client, 'still-there');
});

test('--empty erases what an earlier run kept, nothing else, and the next start seeds nothing', async () => {
  const data = await temporaryFolder();
  const samples = await start(['--port', '0', '--data', data]);
  await samples.ready();
  await samples.kill();
  await mkdir(join(data, 'mine'));

  const empty = await start(['--port', '0', '--data', data, '--empty']);
  const client = sageMaker(await empty.ready());
  expect(empty.stdout).toMatch(/registry +empty/);
  await createGroup(client, 'churn-model');
  await empty.kill();

  const again = await start(['--port', '0', '--data', data, '--json']);
  await expect(createGroup(sageMaker(await again.ready()), 'churn-model')).rejects.toThrow('already exists');
  await createGroup(sageMaker(await again.ready()), 'fraud-detector');
  expect(again.stderr).toContain('as the last run left it');
  expect(await readdir(data)).toContain('mine');
});
