/** A version's ARN, as messages print it, means its group; an image's, or its version's, the image. All else is as it is. */
export function groupOfArn(name: string): string {
  const group = /^(arn:[^:]+:sagemaker:[^:]*:[^:]*:)model-package\/([^/]+)\/\d+$/i.exec(name);
  if (group) return `${group[1] ?? ''}model-package-group/${group[2] ?? ''}`;
  const [, image] = /^arn:[^:]+:sagemaker:[^:]*:[^:]*:image(?:-version)?\/([^/]+)(?:\/\d+)?$/i.exec(name) ?? [];
  return image ?? name;
}
