import { z } from 'zod';
import { fits, longestName, nameOf } from './glob.ts';
import { showValue } from './words.ts';

/** How SageMaker spells names, and so the globs that can match one. */
interface Spelling {
  readonly pattern: RegExp;
  readonly letters: RegExp;
  readonly allowed: string;
  readonly shape: string;
}

const dashed: Spelling = {
  pattern: /^[a-zA-Z0-9*?](?:[a-zA-Z0-9*?-]*[a-zA-Z0-9*?])?$/,
  letters: /^[a-zA-Z0-9*?-]*$/,
  allowed: 'letters, digits and -',
  shape: 'neither start nor end with -',
};

const dotted: Spelling = {
  pattern: /^[a-zA-Z0-9*?](?:[-.]?[a-zA-Z0-9*?])*$/,
  letters: /^[a-zA-Z0-9*?.-]*$/,
  allowed: 'letters, digits, - and .',
  shape: 'have - and . only between letters and digits, one at a time',
};

/** Whatever may stand in a name of any kind. */
const anyhow: Spelling = {
  ...dotted,
  pattern: /^[a-zA-Z0-9*?](?:[a-zA-Z0-9*?.-]*[a-zA-Z0-9*?])?$/,
  shape: 'neither start nor end with - or .',
};

const groupArn =
  /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]{9,16}:\d{12}:model-package-group\/[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}$/;

/** An entry of `groups`. */
export const group = entry("a group's name", dashed, describeGroupArn, groupArn);

/** An entry of `images`. */
export const image = entry("an image's name", dotted, (arn) => {
  const [, name] = /:image\/([^/]+)$/.exec(arn) ?? [];
  return `is an ARN; images are watched in this account, by name${instead(name)}`;
});

/** An entry of `packages`. */
export const modelPackage = entry("a model package's name", dashed, (arn) => {
  if (/:model-package\/[^/]+\//.test(arn)) return "is the ARN of a model version; give its group's name under groups";
  const [, name] = /:model-package\/([^/]+)$/.exec(arn) ?? [];
  return `is an ARN; unversioned model packages are watched in this account, by name${instead(name)}`;
});

/** An entry of `except`. */
export const exception = entry(
  'a name',
  anyhow,
  () => 'is an ARN; except takes names and globs only, and leaves out a group named by ARN by its name',
);

/** `arn` is the pattern of the ARNs that may stand in place of a name; `describeArn` says what is wrong with any other. */
function entry(what: string, spelling: Spelling, describeArn: (arn: string) => string, arn?: RegExp) {
  const pattern = arn ? new RegExp(`${spelling.pattern.source}|${arn.source}`) : spelling.pattern;
  const describe = (given: string) =>
    given.startsWith('arn:') ? describeArn(given) : `is not ${what}${expected(given, spelling)}`;
  return z
    .string()
    .regex(pattern, { error: ({ input }) => `${showValue(input)} ${describe(String(input))}` })
    .refine((given) => !pattern.test(given) || fits(nameOf(given)), {
      error: ({ input }) => `${showValue(input)} is too long: ${what} has at most ${longestName} characters`,
    });
}

function expected(given: string, { letters, allowed, shape }: Spelling): string {
  if (given === '') return '';
  return letters.test(given) ? `: SageMaker's names ${shape}` : `; allowed: ${allowed}, in globs also * and ?`;
}

function describeGroupArn(arn: string): string {
  if (arn.includes(':model-package/')) return "is the ARN of a model package; give its group's";
  if (groupArn.test(arn.replaceAll(/[*?]/g, 'x'))) return 'is an ARN with * or ?; those are for names only';
  return 'is not the ARN of a model package group; allowed: arn:aws:sagemaker:REGION:ACCOUNT:model-package-group/NAME';
}

function instead(name: string | undefined): string {
  return name === undefined ? '' : `: write its name, ${showValue(name)}`;
}
