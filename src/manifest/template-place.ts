import type { Path } from '../model/location.ts';
import { remember } from '../model/remember.ts';

/** Where a pod template stands in its object, and what is in it: each path is made once, for many objects share it. */
export interface TemplatePlace {
  readonly path: Path;
  readonly metadata: Path;
  readonly spec: Path;
  readonly container: (index: number) => Path;
  readonly initContainer: (index: number) => Path;
}

export function templateAt(path: Path): TemplatePlace {
  const spec = [...path, 'spec'];
  return {
    path,
    metadata: [...path, 'metadata'],
    spec,
    container: remember((index) => [...spec, 'containers', index]),
    initContainer: remember((index) => [...spec, 'initContainers', index]),
  };
}
