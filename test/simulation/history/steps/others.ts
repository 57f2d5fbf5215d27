import { stateAt, thereAt, type SageMaker } from '../../aws/sagemaker.ts';
import type { ImageVersion, UnversionedPackage } from '../../aws/sagemaker/records.ts';
import type { History } from '../history.ts';
import { images, pick, sourceOf, type Random } from './pick.ts';

export function workOnImages(history: History, random: Random): void {
  if (!history.setting.hasImages) return;
  const source = sourceOf(history, random);
  const registry = history.cloud.registry(source);
  const there = thereAt(registry.imageVersions, history.now());
  const one = pick(there, random);
  const what = random(8);
  if (what < 3 || !one) {
    const image = pick(images, random) ?? '';
    announce(history, source, registry.createImageVersion(image, random(2) === 0 ? 'CREATED' : 'CREATING'), 'is made');
  } else if (what < 6) {
    const unfinished = there.find((each) => stateAt(each, history.now()).status === 'CREATING');
    if (!unfinished) return;
    const status = random(4) === 0 ? 'CREATE_FAILED' : 'CREATED';
    registry.changeImageVersion(unfinished, status);
    announce(history, source, unfinished, status);
  } else if (what < 7) {
    registry.removeImageVersion(one);
    announce(history, source, one, 'is removed');
  } else {
    registry.removeImage(one.image);
    history.removals.push({ source, within: one.image, at: history.now() });
    history.note(`removed: the image ${one.image} of ${source}`);
  }
}

/** Model packages of no group; they may have no approval status. */
export function workOnPackages(history: History, random: Random): void {
  if (!history.setting.hasPackages) return;
  const source = sourceOf(history, random);
  const registry = history.cloud.registry(source);
  const there = thereAt(registry.packages, history.now());
  const one = pick(there, random);
  const what = random(6);
  if (what < 2 || !one) {
    const name = `package-${random(6)}`;
    if (there.some((each) => each.name === name)) return;
    const approval = random(3) === 0 ? undefined : 'PendingManualApproval';
    announce(history, source, registry.registerPackage(name, approval), 'is made');
  } else if (what < 5) {
    turn(registry, one, history, random);
    announce(history, source, one, JSON.stringify(one.states.at(-1)));
  } else {
    registry.remove(one);
    announce(history, source, one, 'is removed');
  }
}

/** One without approval status can fail, and nothing else. */
function turn(registry: SageMaker, one: UnversionedPackage, { now }: History, random: Random): void {
  const { approval } = stateAt(one, now());
  if (approval === undefined || random(4) === 0) registry.change(one, { status: 'Failed' });
  else registry.change(one, { approval: approval === 'Approved' ? 'Rejected' : 'Approved' });
}

function announce(history: History, source: string, one: UnversionedPackage | ImageVersion, what: string): void {
  history.note(`${one.arn} ${what}`);
  history.tell(source, one);
}
