import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { LaterLabels } from './later-labels.ts';
import { readOwner, type Whole, wholeOf } from './metadata.ts';
import { readMachineTemplate, readPodTemplate } from './pod-template.ts';
import { field, integer, nonEmptyText, present } from './read.ts';
import type { PodTemplate, WorkloadResource } from './resource.ts';
import { templateAt, type TemplatePlace } from './template-place.ts';

type TemplateReader = (
  value: unknown,
  place: TemplatePlace,
  complaints: Complaints,
  whole: Whole | undefined,
) => PodTemplate;

/** When the settings of containers are read: with the object, which then holds them, or when somebody asks. */
export type SettingsTime = 'now' | 'later';

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
const statefulSetFields = (spec: unknown): Pick<WorkloadResource, 'firstOrdinal' | 'serviceName'> =>
  present({
    firstOrdinal: integer(field(spec, 'ordinals'), 'start') ?? 0,
    serviceName: nonEmptyText(spec, 'serviceName'),
  });

/** A decoder of controllers whose pod template stands at `path` (semantics §1.1). */
function workloadAt(path: Path & readonly string[], readTemplate: TemplateReader, settings: SettingsTime): Decoder {
  const place = templateAt(path);
  return (object, base, complaints): WorkloadResource[] => {
    const template = path.reduce(field, object);
    const spec = field(object, 'spec');
    const replicas = SCALED.has(base.ref.kind) ? integer(spec, 'replicas') : undefined;
    const owner = readOwner(object);
    if (template === undefined) {
      complaints.missing(path);
      return [];
    }
    return [
      {
        type: 'workload',
        template: readTemplate(
          template,
          place,
          complaints,
          settings === 'now' ? undefined : wholeOf(object, base.origin),
        ),
        objectLabels: new LaterLabels(field(field(object, 'metadata'), 'labels')),
        templatePath: path,
        ...(replicas === undefined ? {} : { replicas }),
        ...(owner === undefined ? {} : { owner }),
        ...(base.ref.kind === 'StatefulSet' ? statefulSetFields(spec) : {}),
        ...base,
      },
    ];
  };
}

/** Decoders of the same kind, by the time at which they read settings. */
export type TimedDecoders = Readonly<Record<SettingsTime, Decoder>>;

const podsAt = (path: Path & readonly string[]): TimedDecoders => ({
  now: workloadAt(path, readPodTemplate, 'now'),
  later: workloadAt(path, readPodTemplate, 'later'),
});

/** A Rollout may point at a Deployment instead of holding a template: then the Deployment says it all. */
const unlessReferring =
  (decode: Decoder): Decoder =>
  (object, base, complaints) =>
    field(field(object, 'spec'), 'workloadRef') === undefined ? decode(object, base, complaints) : [];

/** Deployment, StatefulSet, DaemonSet, … */
export const workloadDecoders = podsAt(TEMPLATE);
export const cronJobDecoders = podsAt(CRON_JOB_TEMPLATE);
export const podTemplateDecoders = podsAt(['template']);
export const rolloutDecoders: TimedDecoders = {
  now: unlessReferring(workloadDecoders.now),
  later: unlessReferring(workloadDecoders.later),
};
export const decodeVirtualMachine = workloadAt(TEMPLATE, readMachineTemplate, 'later');
