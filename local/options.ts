import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import ms, { type StringValue } from 'ms';

export interface Options {
  /** 0 takes a free one. */
  readonly port: number;
  readonly config: string;
  /** ms, from the start of one poll to the start of the next. */
  readonly pollEvery: number;
  readonly data: string;
  readonly empty: boolean;
  readonly json: boolean;
  readonly events: boolean;
  readonly once: boolean;
  readonly verbose: boolean;
}

const shortestPeriod = 10;
const longestPeriod = 24 * 3_600_000;

/** Options that npm would swallow without a word when the `--` before them is forgotten, as it leaves them in the environment. */
const swallowed = ['once', 'empty', 'data', 'poll_every', 'no_events'];

/** What the command line asks for; or, when that is help or a mistake, which is then said, the exit code. */
export function parseOptions(args: readonly string[], environment = process.env): Options | number {
  const program = command();
  try {
    const lost = swallowed.find((name) => environment[`npm_config_${name}`] !== undefined);
    if (lost !== undefined && args.length === 0) {
      const option = `--${lost.replace('_', '-')}`;
      program.error(`npm has taken ${option} for itself; put -- before the options: npm start -- ${option}`);
    }
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const given = program.opts<Options>();
  // So that it works while another local run, or LocalStack, has the usual port.
  return given.once && program.getOptionValueSource('port') === 'default' ? { ...given, port: 0 } : given;
}

function command(): Command {
  return new Command('npm start --')
    .description(
      'Runs the notifier on this machine, with no AWS account: serves one AWS-compatible endpoint (SageMaker Model Registry,\n' +
        'DynamoDB, SNS, SQS) on 127.0.0.1, polls it with the real handler, and prints every notification. Prints\n' +
        '"READY <endpoint>" when it can be used. Region: AWS_REGION or us-east-1; account: 000000000000. Ctrl-C ends it.',
    )
    .option(
      '--port <number>',
      'port of the endpoint; 0 takes a free one (as --once does, unless told otherwise)',
      port,
      4566,
    )
    .option('--config <file>', 'what is watched, and who hears of it', 'notifier.yaml')
    .addOption(
      new Option('--poll-every <time>', 'from the start of one poll to the start of the next, such as 500ms, 5s, 1m')
        .default(5000, '5s')
        .argParser(period),
    )
    .option('--data <folder>', 'where everything is kept; it goes on from there when started again', '.notifier')
    .option('--empty', 'erase the folder of an earlier run, and begin with no sample groups and no sample story', false)
    .option(
      '--json',
      'one line per notification on stdout, {"id","destination","change","message"}, all else on stderr; message is\n' +
        '{"subject","body"} for a text topic, the published object for a json topic (with npm -s start, which adds nothing)',
      false,
    )
    .option('--no-events', 'let polls alone tell of changes; in this release they always do')
    .option('--once', 'run the sample story in a temporary folder and end: exit code 0 if all of it was told', false)
    .option('--verbose', 'say what every poll did', false)
    .helpOption('-h, --help', 'say this')
    .allowExcessArguments(false)
    .configureHelp({ helpWidth: 120 })
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, ''));
      },
    })
    .exitOverride();
}

function port(text: string): number {
  const value = Number(text);
  if (/^\d{1,5}$/.test(text) && value <= 65_535) return value;
  throw new InvalidArgumentError('Allowed: 0 to 65535.');
}

function period(text: string): number {
  const value = isTime(text) ? ms(text) : Number.NaN;
  if (value >= shortestPeriod && value <= longestPeriod) return value;
  throw new InvalidArgumentError('Allowed: a number with its unit, such as 500ms, 5s or 1m; from 10ms to 24h.');
}

/** `ms` reads a bare number as milliseconds, which nobody means. */
const isTime = (text: string): text is StringValue =>
  /^\d+(\.\d+)? ?(ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?)$/i.test(text);
