import type { Change, ImageChange, PackageChange, WatchChange } from '../../domain/change.ts';
import { cut, oneLine } from './clean.ts';

/** What a change is about: one version or model package, or all that a group, an image or the registry holds. */
export type Subject =
  | { readonly type: 'version'; readonly group: string; readonly version: number }
  | { readonly type: 'package'; readonly name: string }
  | { readonly type: 'image-version'; readonly image: string; readonly version: number }
  | { readonly type: 'group'; readonly group: string }
  | { readonly type: 'image'; readonly image: string }
  | { readonly type: 'packages' | 'registry' };

export function subjectOf(change: Change): Subject {
  switch (change.kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'removed':
    case 'reminder':
      return ofPackage(change);
    case 'group-removed':
      return { type: 'group', group: change.group };
    case 'image-created':
    case 'image-failed':
    case 'image-removed':
      return ofImage(change);
    case 'watch-failed':
    case 'watch-recovered':
      return ofWatch(change);
    case 'test':
      return { type: 'registry' };
  }
}

function ofPackage({ group, version, name }: PackageChange): Subject {
  return group === undefined || version === undefined
    ? { type: 'package', name: name ?? '' }
    : { type: 'version', group, version };
}

function ofImage({ image, version }: ImageChange): Subject {
  return version === undefined ? { type: 'image', image } : { type: 'image-version', image, version };
}

function ofWatch({ subject, group = '', image = '' }: WatchChange): Subject {
  switch (subject) {
    case 'group':
      return { type: 'group', group };
    case 'image':
      return { type: 'image', image };
    case 'packages':
    case 'registry':
      return { type: subject };
  }
}

/** The names in it, as SageMaker spells them: what programs match on. */
export function namesOf(change: Change): Readonly<Partial<Record<'group' | 'image' | 'name', string>>> {
  const subject = subjectOf(change);
  switch (subject.type) {
    case 'version':
    case 'group':
      return { group: subject.group };
    case 'image-version':
    case 'image':
      return { image: subject.image };
    case 'package':
      return { name: subject.name };
    case 'packages':
    case 'registry':
      return {};
  }
}

/** SageMaker's names have at most 63 characters; more is not a name, and would push the news out of the subject. */
const longestName = 63;

/** A name, fit to be shown. */
export function clean(name: string): string {
  return cut(oneLine(name), longestName) || '(no name)';
}

/** What a name is that does not say so itself. */
const articles: Record<Subject['type'], string> = {
  version: '',
  package: 'model package ',
  'image-version': 'image ',
  group: 'model group ',
  image: 'image ',
  packages: 'the ',
  registry: 'the ',
};

/** `fraud-detector v7`, `my-model`, `training-image v3` */
export function shortName(change: Change): string {
  const subject = subjectOf(change);
  switch (subject.type) {
    case 'version':
      return `${clean(subject.group)} v${subject.version}`;
    case 'package':
      return clean(subject.name);
    case 'image-version':
      return `${clean(subject.image)} v${subject.version}`;
    case 'group':
      return clean(subject.group);
    case 'image':
      return clean(subject.image);
    case 'packages':
      return 'unversioned model packages';
    case 'registry':
      return 'registry';
  }
}

/** `fraud-detector v7`, `model package my-model`, `image training-image v3`, `the registry`: within a sentence. */
export function fullName(change: Change): string {
  return articles[subjectOf(change).type] + shortName(change);
}

/** The same at the beginning of one; a name keeps its letters. */
export function openingName(change: Change): string {
  const article = articles[subjectOf(change).type];
  return article.slice(0, 1).toUpperCase() + article.slice(1) + shortName(change);
}

/** What tells it from the others of one group or image: `v7`; elsewhere, its full name. */
export function memberName(change: Change): string {
  const version = versionOf(change);
  return version === undefined ? fullName(change) : `v${version}`;
}

export function versionOf(change: Change): number | undefined {
  const subject = subjectOf(change);
  return 'version' in subject ? subject.version : undefined;
}

/** By version, then by name. */
export function bySubject(a: Change, b: Change): number {
  const [nameOfA, nameOfB] = [fullName(a), fullName(b)];
  return (versionOf(a) ?? 0) - (versionOf(b) ?? 0) || (nameOfA === nameOfB ? 0 : nameOfA < nameOfB ? -1 : 1);
}
