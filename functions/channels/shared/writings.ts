import type { Change, PackageChange } from '../../domain/change.ts';
import { askedOf } from './watch-wording.ts';

/** A text that anyone may have written, and what it is. */
export interface Writing {
  readonly of: 'reason' | 'note' | 'description' | 'stage';
  readonly label: string;
  readonly text: string;
}

/** The most telling first. Nothing of it is clean yet. */
export function writings(change: Change): readonly Writing[] {
  switch (change.kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'removed':
    case 'reminder':
      return ofPackage(change);
    case 'image-failed':
      return writing('reason', 'Why', change.reason);
    case 'watch-failed':
      return writing('reason', `${askedOf(change)}'s answer`, change.reason);
    case 'group-removed':
    case 'image-created':
    case 'image-removed':
    case 'watch-recovered':
    case 'test':
      return [];
  }
}

function ofPackage({ kind, reason, approvalDescription, description, lifeCycle }: PackageChange): readonly Writing[] {
  return [
    ...writing('reason', 'Why', reason),
    ...writing('note', 'Note', approvalDescription),
    ...writing('description', kind === 'description' ? 'New description' : 'Description', description),
    ...writing('stage', 'About the stage', lifeCycle?.stageDescription),
  ];
}

function writing(of: Writing['of'], label: string, text: string | undefined): readonly Writing[] {
  return text === undefined ? [] : [{ of, label, text }];
}
