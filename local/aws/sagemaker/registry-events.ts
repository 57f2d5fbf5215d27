import { randomUUID } from 'node:crypto';
import type { RegistryEvent, RegistryEventHook } from '../types.ts';
import { imageArn, imageVersionArn, packageArn, type Scope } from './arns.ts';
import type { ImageVersionRecord } from './image-records.ts';
import { statusDetails } from './status-details.ts';
import type { RegistryStore, NewPackage } from './store.ts';

/** What an event says of a model package; whether it was just made or is long known. */
export type PackageState = NewPackage & { readonly modified?: Date | undefined };

export type ImageVersionState = Pick<ImageVersionRecord, 'version' | 'status'>;

/** What a change is to be told of by; nobody hears of it unless the transaction that it belongs to is committed. */
export interface Emit {
  /** @param updated members of an update, as `UpdatedModelPackageFields` has them */
  package(state: PackageState, updated?: readonly string[]): void;
  imageVersion(imageName: string, state: ImageVersionState): void;
}

/**
 * The events that SageMaker sends to EventBridge by itself, in the shape of its documentation's samples. A deletion is undocumented:
 * here it is one event with the status Deleting, sent when nothing is left to describe.
 */
export class RegistryEvents {
  readonly #scope: Scope;
  readonly #now: () => Date;
  readonly #hook: RegistryEventHook | undefined;

  constructor(scope: Scope, now: () => Date, hook?: RegistryEventHook) {
    this.#scope = scope;
    this.#now = now;
    this.#hook = hook;
  }

  /**
   * One transaction. Its events are handed over when it is on disk, before this returns; if it is rolled back, there are none. What
   * becomes of them is no matter of the call that caused them.
   */
  during<T>(store: RegistryStore, work: (emit: Emit) => T): T {
    const events: RegistryEvent[] = [];
    const result = store.database.transaction(() =>
      work({
        package: (state, updated) => events.push(this.#ofPackage(state, updated)),
        imageVersion: (imageName, state) => events.push(this.#ofImageVersion(imageName, state)),
      }),
    );
    for (const event of events) void this.#handOver(event);
    return result;
  }

  async #handOver(event: RegistryEvent): Promise<void> {
    try {
      await this.#hook?.(event);
    } catch (error) {
      process.emitWarning(`nobody heard of ${event.resources.join()}: ${String(error)}`);
    }
  }

  #ofPackage(state: PackageState, updated: readonly string[] = []): RegistryEvent {
    const { name, version, created, modified = created, detail = {} } = state;
    const { InferenceSpecification, CertifyForMarketplace, MetadataProperties, ModelMetrics } = detail;
    const arn = packageArn(this.#scope, name, version);
    return this.#event('SageMaker Model Package State Change', arn, {
      ...(version > 0 ? { ModelPackageGroupName: name, ModelPackageVersion: version } : { ModelPackageName: name }),
      ModelPackageArn: arn,
      ModelPackageDescription: state.description,
      CreationTime: seconds(created),
      InferenceSpecification,
      ModelPackageStatus: state.status,
      ModelPackageStatusDetails: statusDetails(state),
      CertifyForMarketplace,
      ModelApprovalStatus: state.approval,
      MetadataProperties,
      ModelMetrics,
      ModelLifeCycle: state.lifeCycle,
      ...(updated.length > 0 && { UpdatedModelPackageFields: updated }),
      LastModifiedTime: seconds(modified),
    });
  }

  #ofImageVersion(imageName: string, { version, status }: ImageVersionState): RegistryEvent {
    const arn = imageVersionArn(this.#scope, imageName, version);
    return this.#event('SageMaker Image Version State Change', arn, {
      ImageArn: imageArn(this.#scope, imageName),
      ImageVersionArn: arn,
      ImageVersionStatus: capitalised(status),
      Version: version,
      Tags: {},
    });
  }

  #event(type: RegistryEvent['detail-type'], arn: string, detail: Record<string, unknown>): RegistryEvent {
    const { account, region } = this.#scope;
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': type,
      source: 'aws.sagemaker',
      account,
      time: seconds(this.#now()),
      region,
      resources: [arn],
      detail: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)),
    };
  }
}

/** `2021-02-24T17:00:14Z` */
const seconds = (time: Date): string => time.toISOString().replace(/\.\d+/, '');

/** The sample has `Creating` for what every answer of the API calls CREATING; the other statuses are taken to be written like it. */
const capitalised = (status: string): string =>
  status
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
