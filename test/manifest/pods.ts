import { expect } from 'vitest';
import type { Container, ContainerSettings, Mention, PodTemplate } from '../../src/manifest/resource.ts';
import { decodeText } from './documents.ts';

export const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { ${spec} }\n`;

export function templateOf(text: string): PodTemplate {
  const { resources, problems } = decodeText(text);
  expect(problems).toEqual([]);
  const [resource] = resources;
  if (resource?.type !== 'pod' && resource?.type !== 'workload') throw new Error('neither a pod nor a workload');
  return resource.template;
}

export const podTemplate = (spec: string): PodTemplate => templateOf(pod(spec));

/** The one container of a pod, given as flow YAML. */
export function container(fields: string, more = ''): Container {
  const [first] = podTemplate(`containers: [{ name: main, ${fields} }]${more}`).containers;
  if (first === undefined) throw new Error('no container');
  return first;
}

export const hosts = (mentions: readonly Mention[]): string[] =>
  mentions.map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));

export const settings = (fields: string, more = ''): ContainerSettings => container(fields, more).settings;
