import type { Labels } from '../model/labels.ts';
import { textsOf } from './read.ts';
import type { LabelsOfObject } from './resource.ts';

/** Labels that hardly anybody asks for, as they are written. */
export class LaterLabels implements LabelsOfObject {
  readonly written: unknown;

  constructor(written: unknown) {
    this.written = written;
  }

  get all(): Labels {
    return textsOf(this.written);
  }
}
