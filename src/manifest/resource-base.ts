import type { Origin } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';

/** What every decoded object has: who it is, and where it stands. */
export interface ResourceBase {
  readonly ref: ObjectRef;
  readonly apiVersion: string;
  readonly origin: Origin;
}
