import type { Change } from '../../domain/change.ts';
import { approvalNews, decided, registeredWords, stageNews } from './package-wording.ts';
import { fullName, openingName } from './subject.ts';
import { faultNews, isOfRole } from './watch-wording.ts';
import { duration, lasted } from './when.ts';

/** `fraud-detector v7 approved`: what a subject says, before it is reduced to ASCII. */
export function headline(change: Change): string {
  const name = openingName(change);
  if (change.kind === 'test') return 'Test message: nothing has changed';
  if (change.kind !== 'description') return `${name} ${news(change)}`;
  return `${name} ${change.description ? 'has a new description' : 'lost its description'}`;
}

/** `fraud-detector v7 was approved.`: the first line of a body. */
export function sentence(change: Change): string {
  const name = openingName(change);
  switch (change.kind) {
    case 'registered':
      return `${name} ${registeredWords[change.to].full}.`;
    case 'approval':
      return `${name} ${decided(change)}.`;
    case 'description':
      return `The description of ${fullName(change)} ${change.description ? 'changed' : 'was removed'}.`;
    case 'removed':
      return `${name} was removed from the registry.`;
    case 'group-removed':
    case 'image-removed':
      return `${name} was removed${lost(change.versions)}.`;
    case 'image-created':
      return `${name} was created.`;
    case 'failed':
    case 'lifecycle':
    case 'reminder':
    case 'image-failed':
      return `${name} ${news(change)}.`;
    case 'watch-failed':
      return `${name} ${news(change)}. ${isOfRole(change) ? 'The other sources are' : 'What can be read is'} watched all the same.`;
    case 'watch-recovered':
      return `${name} ${news(change)}. What changed meanwhile is told, too: nothing that still stands was missed.`;
    case 'test':
      return 'This is a test message: nothing has changed, and nothing is to be done. What the rules tell this destination of arrives here.';
  }
}

/** `approved, was rejected before`: what became of it, where its name stands before. */
export function news(change: Change): string {
  switch (change.kind) {
    case 'registered':
      return registeredWords[change.to].brief;
    case 'approval':
      return approvalNews(change);
    case 'failed':
      return 'failed';
    case 'lifecycle':
      return stageNews(change);
    case 'description':
      return change.description ? 'new description' : 'description removed';
    case 'removed':
      return 'removed';
    case 'reminder':
      return `has waited ${lasted(change.since, change.at)} for approval`;
    case 'group-removed':
    case 'image-removed':
      return change.versions === undefined ? 'removed' : `removed (${count(change.versions, 'version')})`;
    case 'image-created':
      return 'created';
    case 'image-failed':
      return change.to === 'CREATE_FAILED' ? 'could not be created' : 'could not be deleted';
    case 'watch-failed':
      return `cannot be read: ${faultNews(change)}`;
    case 'watch-recovered': {
      const lasted = duration(change.since, change.at);
      return `can be read again${lasted === undefined ? '' : `, after ${lasted}`}`;
    }
    case 'test':
      return 'test message';
  }
}

function lost(versions: number | undefined): string {
  if (versions === undefined) return '';
  if (versions === 0) return ', it had no versions';
  return versions === 1 ? ', with its only version' : `, with its ${versions} versions`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
