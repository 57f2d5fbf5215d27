import {
  CreateImageVersionCommand,
  DeleteImageVersionCommand,
  DescribeImageVersionCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { ChangeKind } from '../functions/domain/change.ts';
import { imageOf } from '../functions/domain/collection.ts';
import type { LocalAws } from './aws/index.ts';
import type { Deed } from './deed.ts';

/** What people and pipelines do to images, through the SDK like they do. */
export class ImageActions {
  readonly #client: SageMakerClient;
  readonly #aws: LocalAws;

  constructor(client: SageMakerClient, aws: LocalAws) {
    this.#client = client;
    this.#aws = aws;
  }

  async create(image: string): Promise<Deed> {
    const { account, region } = this.#aws;
    const BaseImage = `${account}.dkr.ecr.${region}.amazonaws.com/${image}:latest`;
    const { ImageVersionArn } = await this.#client.send(new CreateImageVersionCommand({ ImageName: image, BaseImage }));
    return this.#deed('image-created', image, Number(ImageVersionArn?.split('/').at(-1)));
  }

  /** SageMaker does this by itself, when it cannot make the version. */
  async fail(image: string, version: number, reason: string): Promise<Deed> {
    const { ImageVersionArn = '' } = await this.#describe(image, version);
    this.#aws.registry.setImageVersionStatus(ImageVersionArn, 'CREATE_FAILED', reason);
    return this.#deed('image-failed', image, version);
  }

  async remove(image: string, version: number): Promise<Deed> {
    const deed = await this.#deed('image-removed', image, version);
    await this.#client.send(new DeleteImageVersionCommand({ ImageName: image, Version: version }));
    return deed;
  }

  async #deed(kind: ChangeKind, image: string, version: number): Promise<Deed> {
    const { CreationTime } = await this.#describe(image, version);
    const member = { member: version, createdAt: CreationTime?.getTime() ?? 0 };
    return { kind, subject: `${image} v${version}`, collection: imageOf(image), member };
  }

  #describe(image: string, version: number) {
    return this.#client.send(new DescribeImageVersionCommand({ ImageName: image, Version: version }));
  }
}
