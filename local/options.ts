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

const jsonHelp = `
With --json, each notification is a line {"id","destination","change","message"}, also if it came in a digest. The message
is {"subject","body"} for a destination of format text, {"text"} in Slack, and else the object that was sent. To keep npm's
own words out of it: npm -s start -- --json`;

/** What the command line asks for; or, when that is help or a mistake, which is then said, the exit code. */
export function parseOptions(args: readonly string[]): Options | number {
  const program = command();
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const given = program.opts<Partial<Options> & Pick<Options, 'port' | 'config' | 'pollEvery' | 'data'>>();
  const { empty = false, json = false, events = true, once = false, verbose = false } = given;
  // A free port, so that it works while another local run, or LocalStack, has the usual one.
  const port = once && program.getOptionValueSource('port') === 'default' ? 0 : given.port;
  return { ...given, port, empty, json, events, once, verbose };
}

function command(): Command {
  return new Command('npm start --')
    .description(
      'Runs the notifier on this machine, with no AWS account: serves one AWS-compatible endpoint (SageMaker Model Registry,\n' +
        'DynamoDB, SNS, SQS, EventBridge) and a stand-in for Slack on 127.0.0.1, runs the real handlers, and prints every\n' +
        'notification. Prints "READY <endpoint>" when it can be used. Region: AWS_REGION or us-east-1; account: 000000000000.\n' +
        'Ctrl-C ends it.',
    )
    .option('--port <number>', 'of the endpoint; 0 picks a free one, as --once does if none is given', port, 4566)
    .option(
      '--config <file>',
      'what is watched, and who hears of it; as it stands, all is told to one destination of each kind',
      'local/notifier.yaml',
    )
    .addOption(
      new Option('--poll-every <time>', 'from the start of one poll to the start of the next: 500ms, 5s, 1m')
        .default(5000, '5s')
        .argParser(period),
    )
    .option('--data <folder>', 'where everything is kept; a later start goes on from there', '.notifier')
    .option('--empty', 'erase that folder first; no sample groups, no sample story')
    .option('--json', 'notifications as lines of JSON on stdout, and all else on stderr (see below)')
    .option(
      '--no-events',
      'let polls alone tell: what SageMaker reports by events goes nowhere; the sample story polls by itself',
    )
    .addOption(
      new Option(
        '--once',
        'run the sample story in a temporary folder, then end; exit code 0 if all of it was told once',
      ).conflicts(['data', 'empty']),
    )
    .option('--verbose', 'say what every poll did')
    .helpOption('-h, --help', 'say this')
    .addHelpText('after', jsonHelp)
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
