import { invalid } from './errors.ts';

export interface Scope {
  readonly account: string;
  readonly region: string;
  /** SageMaker sometimes lower-cases a group's name inside ARNs: code must not depend on either spelling. */
  readonly lowercaseArns: boolean;
}

const arn = ({ account, region, lowercaseArns }: Scope, resource: string): string =>
  `arn:aws:sagemaker:${region}:${account}:${lowercaseArns ? resource.toLowerCase() : resource}`;

export const groupArn = (scope: Scope, name: string): string => arn(scope, `model-package-group/${name}`);

/** `version` is 0 for an unversioned package. */
export const packageArn = (scope: Scope, name: string, version: number): string =>
  arn(scope, version > 0 ? `model-package/${name}/${version}` : `model-package/${name}`);

export const packageKey = (name: string, version: number): string =>
  (version > 0 ? `${name}/${version}` : name).toLowerCase();

export const imageArn = (scope: Scope, name: string): string => arn(scope, `image/${name}`);

/** Always in lower case: the API reference's pattern of this ARN takes no capitals, while that of an image's own does. */
export const imageVersionArn = (scope: Scope, imageName: string, version: number): string =>
  arn(scope, `image-version/${imageName.toLowerCase()}/${version}`);

/** What a request calls a group or package by: a name or an ARN of ours. Letter case never tells two resources apart. */
export interface Reference {
  readonly key: string;
  readonly arn: string;
}

export const groupReference = (scope: Scope, nameOrArn: string): Reference =>
  reference(scope, nameOrArn, 'model-package-group');

export const packageReference = (scope: Scope, nameOrArn: string): Reference =>
  reference(scope, nameOrArn, 'model-package');

/** By ARN, for tags: every other request calls an image by its name. */
export const imageReference = (scope: Scope, nameOrArn: string): Reference => reference(scope, nameOrArn, 'image');

/** By ARN; the key is the image's key, a slash and the version. */
export const imageVersionReference = (scope: Scope, versionArn: string): Reference =>
  reference(scope, versionArn, 'image-version');

function reference(scope: Scope, nameOrArn: string, type: string): Reference {
  if (!nameOrArn.startsWith('arn:')) {
    return { key: nameOrArn.toLowerCase(), arn: arn(scope, `${type}/${nameOrArn}`) };
  }
  const [, , , region, account, resource = ''] = nameOrArn.split(':');
  if (region !== scope.region) throw invalid(`ARN should be scoped to correct region: ${scope.region}`);
  // Another account's resources are not here; a key that no resource can have makes them "does not exist".
  const found = account === scope.account && resource.startsWith(`${type}/`);
  return { key: found ? resource.slice(type.length + 1).toLowerCase() : nameOrArn, arn: nameOrArn };
}
