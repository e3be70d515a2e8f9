import type { Complaints } from './complaints.ts';
import type { Resource, ResourceBase } from './resource.ts';

/**
 * Turns one object, whose structure its schema has confirmed, into resources. What the API server would reject goes to
 * `complaints`, and then the result is dropped. None where the object says nothing about the network.
 */
export type Decoder = (object: unknown, base: ResourceBase, complaints: Complaints) => readonly Resource[];
