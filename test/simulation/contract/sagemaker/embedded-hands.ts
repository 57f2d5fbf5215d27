import {
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteImageCommand,
  DeleteImageVersionCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  UpdateModelPackageCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { LocalAws } from '../../../../local/aws/index.ts';
import type { Hands, Path } from './hands.ts';

const scope = 'us-east-1:111122223333';

/** By the operations of the API, and where it has none by those of the embedded registry. */
export function embeddedHands(client: SageMakerClient, registry: LocalAws['registry']): Hands {
  const arn = (path: Path) => `arn:aws:sagemaker:${scope}:model-package/${path}`;
  const imageVersion = (path: Path) => {
    const [ImageName = '', number] = path.split('/');
    return { ImageName, Version: Number(number) };
  };
  return {
    createGroup: (name) => client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: name })),
    register: (group, approval) =>
      client.send(new CreateModelPackageCommand({ ModelPackageGroupName: group, ModelApprovalStatus: approval })),
    registerPackage: (name) => client.send(new CreateModelPackageCommand({ ModelPackageName: name })),
    edit: (path, { approval, note, lifeCycle }) =>
      client.send(
        new UpdateModelPackageCommand({
          ModelPackageArn: arn(path),
          ModelApprovalStatus: approval,
          ApprovalDescription: note,
          ModelLifeCycle: lifeCycle,
        }),
      ),
    setStatus: (path, status, reason) => {
      registry.setStatus(arn(path), status, reason);
    },
    describe: (path, description) => {
      registry.setDescription(arn(path), description);
    },
    remove: (path) => client.send(new DeleteModelPackageCommand({ ModelPackageName: arn(path) })),
    removeGroup: (name) => client.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: name })),
    createImage: (ImageName) =>
      client.send(new CreateImageCommand({ ImageName, RoleArn: 'arn:aws:iam::111122223333:role/images' })),
    createImageVersion: (ImageName) => client.send(new CreateImageVersionCommand({ ImageName, BaseImage: 'base' })),
    setImageStatus: (path, status, reason) => {
      registry.setImageVersionStatus(`arn:aws:sagemaker:${scope}:image-version/${path}`, status, reason);
    },
    removeImageVersion: (path) => client.send(new DeleteImageVersionCommand(imageVersion(path))),
    removeImage: (ImageName) => client.send(new DeleteImageCommand({ ImageName })),
  };
}
