import { invalid } from './errors.ts';

/** What SageMaker takes for a member of a request, in its own words. */
interface Rule {
  readonly pattern: string;
  readonly shortest: number;
  readonly longest: number;
}

const word = '[a-zA-Z0-9]([a-zA-Z0-9-]){0,62}';
const arn = String.raw`(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?(${word})(?<!-)`;
const rule = (pattern: string, longest: number, shortest = 1): Rule => ({ pattern, shortest, longest });

const rules = {
  modelPackageGroupName: rule(arn, 170),
  modelPackageName: rule(String.raw`${arn}(\/[0-9]{1,9})?`, 176),
  imageName: rule('[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}', 63),
  nameContains: rule(String.raw`[a-zA-Z0-9\-]+`, 63, 0),
  imageNameContains: rule(String.raw`[a-zA-Z0-9\-.]+`, 63, 0),
};

const refused = (value: string, member: string, why: string) =>
  invalid(`1 validation error detected: ${value} at '${member}' failed to satisfy constraint: ${why}`);

export function checkText(name: keyof typeof rules, value: string | undefined): void {
  const { pattern, shortest, longest } = rules[name];
  const member = name === 'imageNameContains' ? 'nameContains' : name;
  if (value === undefined) {
    if (member !== 'nameContains') throw refused('Value null', member, 'Member must not be null');
  } else if (value.length < shortest) {
    throw refused(`Value '${value}'`, member, `Member must have length greater than or equal to ${shortest}`);
  } else if (value.length > longest) {
    throw refused(`Value '${value}'`, member, `Member must have length less than or equal to ${longest}`);
  } else if (!new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
    throw refused(`Value '${value}'`, member, `Member must satisfy regular expression pattern: ${pattern}`);
  }
}

export function checkNumber(
  member: string,
  value: number,
  { least, most = Infinity }: { least: number; most?: number },
): void {
  const shown = `Value '${value}'`;
  if (value < least) throw refused(shown, member, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw refused(shown, member, `Member must have value less than or equal to ${most}`);
}
