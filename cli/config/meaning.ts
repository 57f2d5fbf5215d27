import { sourceKey } from '../../functions/domain/collection.ts';
import { milliseconds } from '../../functions/domain/duration.ts';
import type { Rule, WrittenRemind } from '../../functions/domain/rule.ts';
import { othersOf } from '../../functions/runtime/config/configured-sources.ts';
import type { Destination } from '../../functions/runtime/config/destination.ts';
import { schedulePeriod } from '../../functions/runtime/config/schedule.ts';
import { watchedBy } from '../../functions/runtime/config/watched.ts';
import type { Config } from '../../functions/runtime/config/schema.ts';
import type { Colors } from '../../local/output.ts';

/** What a config says, in a few lines: the rules with their defaults, whom they tell, and where that is. */
export function meaning(config: Config, file: string, { bold, dim }: Colors): string {
  const { schedule, limits, watch, destinations, operators, link, history, sources } = config;
  const { requestsPerSecond, pageSize } = limits;
  const names = Object.entries(destinations);
  const width = Math.max(...names.map(([name]) => name.length));
  return [
    bold(`${file} is valid`),
    '',
    `${dim('polls')}  ${schedule}, at most ${requestsPerSecond} requests a second to SageMaker, ${pageSize} items a page`,
    `${dim('keeps')}  what was told for ${history}`,
    ...(link === undefined ? [] : [`${dim('link')}   ${link}`]),
    ...(othersOf(config).length === 0
      ? []
      : ['', dim('sources'), ...sources.map((source) => `  ${sourceWords(source)}`)]),
    ...watch.flatMap((rule, index) => [
      '',
      ...ruleLines(rule, index, schedule).map(([label, text]) => `${dim(label)}  ${text}`),
    ]),
    ...(operators.length === 0 ? [] : ['', `${dim('operators')}  ${operators.join(', ')}: what cannot be read`]),
    '',
    dim('destinations'),
    ...names.map(([name, destination]) => `  ${name.padEnd(width)}  ${place(destination)}`),
  ].join('\n');
}

const sourceWords = (source: Config['sources'][number]): string =>
  source === 'self'
    ? 'self, where it is deployed'
    : `${sourceKey(source)}, by the role ${source.role}${source.externalId === undefined ? '' : ', with an external id'}`;

function ruleLines(rule: Rule, index: number, schedule: string): (readonly [label: string, text: string])[] {
  const filters = [
    rule.nameContains !== undefined && `with ${rule.nameContains} in the name`,
    rule.createdAfter !== undefined && `created after ${rule.createdAfter}`,
    rule.createdBefore !== undefined && `created before ${rule.createdBefore}`,
    rule.approvalStatus && `if ${rule.approvalStatus.join(' or ')}`,
  ].filter((filter) => filter !== false && filter !== undefined);
  const watched = watchedBy(rule).map((option) => `${option} ${rule[option].join(', ')}`);
  const except = rule.except.length === 0 ? '' : `, but ${rule.except.join(', ')}`;
  return [
    [`rule ${index + 1}`, `${watched.join('; ')}${except}`],
    ...(filters.length === 0 ? [] : [['only  ', filters.join(', ')] as const]),
    ['tells ', rule.changes.join(', ')],
    ...(rule.remind ? [['remind', remindText(rule.remind, schedule)] as const] : []),
    ['to    ', rule.notify.join(', ')],
  ];
}

/** `after 24h, then every 24h, 09:00-18:00 Europe/Berlin, Mon-Fri` */
function remindText({ after, every, between }: WrittenRemind, schedule: string): string {
  const again = every === undefined ? ', once' : `, then every ${every}`;
  const hurried = [after, every ?? after].some((wait) => milliseconds(wait) < schedulePeriod(schedule));
  const late = hurried ? `; no oftener than polls, ${schedule}` : '';
  return `after ${after}${again}${between === undefined ? '' : `, ${between}`}${late}`;
}

function place({ sns, slack, eventbridge }: Destination): string {
  if (eventbridge) return `EventBridge, bus ${eventbridge.bus}`;
  if (slack)
    return 'webhook' in slack ? `Slack, webhook of the secret ${slack.webhook}` : `Slack, channel ${slack.channel}`;
  const topic = sns.topic ?? 'a topic of the stack';
  const mail = sns.email.length === 0 ? '' : `, by mail to ${sns.email.join(', ')}`;
  return `SNS, ${sns.format}, ${topic}${mail}`;
}
