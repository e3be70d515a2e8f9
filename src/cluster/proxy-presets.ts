/** Pods that a product runs, as its own manifests and charts label them. */
export interface PresetPods {
  /** Where they usually run. `{namespace}` is the Gateway's own. */
  readonly namespace: string;
  /** All of these tell the pods from others. `{name}`, `{namespace}` and `{class}` are those of the Gateway. */
  readonly labels: Readonly<Record<string, string>>;
  /** What such pods carry besides: policies may ask for it. */
  readonly moreLabels?: Readonly<Record<string, string>>;
  /** What the namespace carries besides the labels that people usually set. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** `here`: the labels are common words, so they count in that namespace alone. `never`: they prove nothing. */
  readonly found?: 'here' | 'never';
}

/** An implementation of Ingress or of the Gateway API. */
export interface ProxyPreset {
  readonly product: string;
  /** How the `controller` of its classes begins. */
  readonly controllers: readonly string[];
  /** Names that its classes usually have. */
  readonly classes: readonly string[];
  /** A word that names of its classes contain when people make up their own: `nginx-internal`. */
  readonly word: string;
  /**
   * `outside`: a load balancer of the cloud connects from there. `node`: a proxy of the node, with no pod identity.
   */
  readonly runs: 'pods' | 'node' | 'outside';
  readonly pods: readonly PresetPods[];
}

export const APP_LABEL = 'app.kubernetes.io/name';
export const COMPONENT_LABEL = 'app.kubernetes.io/component';
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** As a Helm chart labels the pods of its usual release. */
export const chart = (product: string, namespace = product): PresetPods => ({
  namespace,
  labels: { [APP_LABEL]: product },
  moreLabels: { [INSTANCE_LABEL]: product },
});
