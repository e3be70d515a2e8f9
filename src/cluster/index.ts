export type * from './cluster.ts';
export { buildCluster, type ClusterOptions } from './build-cluster.ts';
export type { ProxyOptions } from './proxies.ts';
export { isRuntimeLabel, POD_INDEX_LABEL, POD_NAME_LABEL } from './runtime-labels.ts';
