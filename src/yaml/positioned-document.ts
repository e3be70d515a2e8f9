import type { Shape } from '../model/shape.ts';
import type { Comment, YamlDocument } from './document.ts';
import type { PositionedOrigin } from './positioned-origin.ts';

/** A document with what is known of its text. */
export class PositionedDocument implements YamlDocument {
  readonly value: unknown;
  readonly origin: PositionedOrigin;
  readonly soundFor: Shape | undefined;

  constructor(value: unknown, origin: PositionedOrigin, soundFor: Shape | undefined) {
    this.value = value;
    this.origin = origin;
    this.soundFor = soundFor;
  }

  comments(mark?: string): readonly Comment[] {
    return this.origin.comments(mark);
  }
}
