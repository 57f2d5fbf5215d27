import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flags, root } from './synthesize.ts';

const folder = mkdtempSync(join(tmpdir(), 'notifier-app-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the project's own, as on a machine that knows no AWS account. */
function run(program: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const options = {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
    };
    const child = execFile(join(root, 'node_modules/.bin', program), args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** The app by itself, which is what the CDK's command starts. */
const synthesize = (context: Record<string, unknown>, app = 'app') =>
  run('tsx', [`infra/${app}.ts`], { CDK_CONTEXT_JSON: JSON.stringify(context), CDK_OUTDIR: join(folder, app) });

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const good = `
watch:
  - { groups: ['fraud-*', Churn], images: ['py3.*', Base], packages: ['Scorer-*', 'fraud-*'], notify: [leads, machines] }
  - { groups: ['FRAUD-*'], notify: [events] }
destinations:
  leads: { sns: { format: text, email: [leads@example.com] } }
  machines: { sns: { format: json, topic: 'arn:aws:sns:eu-west-1:111122223333:machines' } }
  events: { eventbridge: { bus: ml-platform } }
`;

test('the shipped config synthesizes without an account, without a word, and to the satisfaction of cdk-nag', async () => {
  const out = join(folder, 'shipped');
  const { code, stdout, stderr } = await run('cdk', ['synth', '-q', '-o', out]);
  expect({ code, stdout, stderr: stderr.replaceAll(/^Bundling asset .*$/gm, '').trim() }).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });

  const report = JSON.parse(readFileSync(join(out, 'validation-report.json'), 'utf8')) as {
    pluginReports: { pluginName: string; conclusion: string }[];
  };
  for (const pluginName of ['AwsSolutions', 'Serverless']) {
    const satisfied = { pluginName, conclusion: 'success', violations: [] };
    expect(report.pluginReports).toContainEqual(expect.objectContaining(satisfied));
  }
  expect(JSON.parse(readFileSync(join(out, 'SageMakerApprovalNotifier.template.json'), 'utf8'))).toHaveProperty(
    'Outputs',
  );
});

test('another config, an existing table and another name of the stack can be given', async () => {
  const file = write('good.yaml', good);
  const out = join(folder, 'given');
  const args = ['synth', '-q', '-o', out, '-c', `config=${file}`, '-c', 'tableName=kept', '-c', 'stackName=Other'];
  const { code, stderr } = await run('cdk', args);
  expect(stderr).not.toMatch(/ERROR|WARNING/);
  expect(code).toBe(0);
  const template = readFileSync(join(out, 'Other.template.json'), 'utf8');
  expect(template).toContain('leads@example.com');
  expect(template).not.toContain('AWS::DynamoDB::Table');
});

test('a config that is refused is told by file, line, path, value and what is allowed, and not by a stack trace', async () => {
  const file = write('bad.yaml', good.replace('format: text', 'format: html').replace("'fraud-*'", 'fraud_1'));
  const { code, stdout, stderr } = await synthesize({ config: file });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/bad\.yaml:3:\d+ watch\[0\]\.groups\[0\]: .*fraud_1.*allowed: letters, digits and -/);
  expect(lines[1]).toMatch(/bad\.yaml:6:\d+ destinations\.leads\.sns\.format: .*html.*text.*json/);
});

test('a config that is not there is told so', async () => {
  const { code, stderr } = await synthesize({ config: join(folder, 'missing.yaml') });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The config cannot be read: .*missing\.yaml'\n$/);
});

test('an option that is almost right is refused, before it makes something new', async () => {
  const { code, stderr } = await synthesize({ stackName: '1_x', tableName: 'x y', alarmTopic: 'arn:aws:s3:::bucket' });
  expect(code).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    '-c stackName: "1_x" is not allowed; allowed: a letter, then letters, digits and -',
    '-c tableName: "x y" is not allowed; allowed: letters, digits, _, . and -, at least 3 of them',
    '-c alarmTopic: "arn:aws:s3:::bucket" is not allowed; allowed: the ARN of a standard SNS topic',
  ]);
});

describe('the app of the other accounts and regions', () => {
  const sources = `sources: [self, { account: '111122223333', region: eu-west-1, role: approval-notifier-reader }]\n`;

  test('makes one template of the same config, to the satisfaction of cdk-nag', async () => {
    const { code, stderr } = await synthesize({ config: write('sources.yaml', good + sources) }, 'member');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(readFileSync(join(folder, 'member/validation-report.json'), 'utf8')) as {
      pluginReports: { violations: unknown[] }[];
    };
    expect(report.pluginReports.length).toBeGreaterThan(1);
    for (const { violations } of report.pluginReports) expect(violations).toEqual([]);
    expect(
      readFileSync(join(folder, 'member/SageMakerApprovalNotifierMember.template.json'), 'utf8').length,
    ).toBeLessThan(51_200);
  });

  test('says so where there are none', async () => {
    const file = write('alone.yaml', good);
    const { code, stderr } = await synthesize({ config: file, stackName: '1_x' }, 'member');
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      '-c stackName: "1_x" is not allowed; allowed: a letter, then letters, digits and -',
      `${file} has no source but self: there is nothing to deploy in another account or region`,
    ]);
  });

  test('takes a name of its own for each hub, and says when CloudFormation takes the template only from a bucket', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `team-${index}-model-package-group`);
    const many = good.replace("'fraud-*', Churn", names.join(', '));
    const { code, stderr } = await synthesize(
      { ...flags, config: write('many.yaml', many + sources), stackName: 'MemberOfRiskTeam' },
      'member',
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^The template of MemberOfRiskTeam has \d{5} bytes, .* 51200 without a bucket: name groups .*\n$/,
    );
  });
});
