import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { readOwner, type Whole, wholeOf } from './metadata.ts';
import { readMachineTemplate, readPodTemplate } from './pod-template.ts';
import { field, integer, nonEmptyText, present, textMap } from './read.ts';
import type { PodTemplate, ResourceBase, WorkloadResource } from './resource.ts';
import { templateAt, type TemplatePlace } from './template-place.ts';

type TemplateReader = (value: unknown, place: TemplatePlace, complaints: Complaints, whole: Whole) => PodTemplate;

const TEMPLATE = ['spec', 'template'];
const CRON_JOB_TEMPLATE = ['spec', 'jobTemplate', 'spec', 'template'];

/** Kinds that have `spec.replicas`. */
const SCALED = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'ReplicationController',
  'Rollout',
  'DeploymentConfig',
]);

/** What a StatefulSet adds: numbered pods, and the Service that names them. */
function statefulSetFields(spec: unknown, { ref }: ResourceBase): object {
  if (ref.kind !== 'StatefulSet') return {};
  return present({
    firstOrdinal: integer(field(spec, 'ordinals'), 'start') ?? 0,
    serviceName: nonEmptyText(spec, 'serviceName'),
  });
}

/** A decoder of controllers whose pod template stands at `path` (semantics §1.1). */
function workloadAt(path: Path & readonly string[], readTemplate: TemplateReader): Decoder {
  const place = templateAt(path);
  return (object, base, complaints): WorkloadResource[] => {
    const template = path.reduce(field, object);
    const spec = field(object, 'spec');
    if (template === undefined) {
      complaints.missing(path);
      return [];
    }
    return [
      {
        type: 'workload',
        template: readTemplate(template, place, complaints, wholeOf(object, base.origin)),
        objectLabels: textMap(field(object, 'metadata'), 'labels'),
        templatePath: path,
        ...present({
          replicas: SCALED.has(base.ref.kind) ? integer(spec, 'replicas') : undefined,
          owner: readOwner(object),
        }),
        ...statefulSetFields(spec, base),
        ...base,
      },
    ];
  };
}

/** Deployment, StatefulSet, DaemonSet, … */
export const decodeWorkload = workloadAt(TEMPLATE, readPodTemplate);
export const decodeCronJob = workloadAt(CRON_JOB_TEMPLATE, readPodTemplate);
export const decodePodTemplate = workloadAt(['template'], readPodTemplate);
export const decodeVirtualMachine = workloadAt(TEMPLATE, readMachineTemplate);

/** A Rollout may point at a Deployment instead of holding a template: then the Deployment says it all. */
export const decodeRollout: Decoder = (object, base, complaints) =>
  field(field(object, 'spec'), 'workloadRef') === undefined ? decodeWorkload(object, base, complaints) : [];
