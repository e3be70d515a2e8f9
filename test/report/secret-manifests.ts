/** A value that nobody may ever see in a report. */
export const CANARY = 'hunter2-CANARY';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    host: ${CANARY}
    kubectl.kubernetes.io/last-applied-configuration: |
      {"kind":"Deployment","spec":{"template":{"spec":{"containers":[{"env":[{"name":"P","value":"${CANARY}"}]}]}}}}
    config: "first
      name: ${CANARY}
      port: ${CANARY}"
  labels: { app: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web } # the password is ${CANARY}
    spec:
      containers:
      - name: web
        image: web
        args:
        - --password
        - ${CANARY}
        command: [sh, -c, "name: ${CANARY}"]
        env:
        - name: PASSWORD
          value: ${CANARY}
        - { name: PASSWORD, value: ${CANARY} }
        - name: URL
          value: http://user:${CANARY}@nowhere:80
        - name: SETTINGS
          value: >-
            ${CANARY}
        -   name: WIDE
            value: ${CANARY}
        ports:
        - containerPort: 80
          name: http
        livenessProbe:
          httpGet:
            port: 80
            path: /?token=${CANARY}
            httpHeaders:
            - name: Authorization
              value: ${CANARY}
        lifecycle: { preStop: { exec: { command: [curl, ${CANARY}] } } }
      volumes:
      - name: v
        csi:
          volumeAttributes:
            key: ${CANARY}
`;

const FLOW = `apiVersion: v1
kind: Pod
metadata: { name: flow, labels: { app: flow }, annotations: { name: ${CANARY} } }
spec: { containers: [{ name: a, image: b, env: [{ name: API_URL, value: "http://u:${CANARY}@none:1" }] }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: line }, spec: { containers: [{ name: a, image: b, env: [{ name: P, value: ${CANARY} }] }] } }
---
{"apiVersion":"v1","kind":"Pod","metadata":{"name":"json"},"spec":{"containers":[{"name":"a","image":"b","env":[{"name":"P","value":"${CANARY}"}]}]}}
`;

const DATA = `apiVersion: v1
kind: Secret
metadata: { name: s }
stringData:
  name: ${CANARY}
  port: ${CANARY}
data: { host: ${CANARY} }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  host: ${CANARY}
  app.yaml: |
    metadata:
      name: ${CANARY}
    spec:
      ports:
      - port: ${CANARY}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: { name: t }
  stringData:
    host: ${CANARY}
    labels:
      name: ${CANARY}
---
{
    "kind": "List",
    "items": [
        {
            "kind": "Pod",
            "metadata": {
                "name": "pretty",
                "annotations": {
                    "name": "${CANARY}"
                }
            },
            "spec": {
                "containers": [
                    {
                        "name": "a",
                        "env": [
                            {
                                "name": "P",
                                "value": "${CANARY}"
                            }
                        ]
                    }
                ]
            }
        }
    ]
}
`;

const ROUTE = `apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: r }
spec:
  to: { kind: Service, name: nowhere }
  host: ${'x'.repeat(3)}.example
  tls:
    key: ${CANARY}
    certificate: |
      ${CANARY}
---
apiVersion: v1
kind: Service
metadata:
  name: nobody
  annotations:
    nginx/auth: ${CANARY}
spec:
  type: LoadBalancer
  selector: { app: nobody }
  ports:
  - port: 80
    unknown: ${CANARY}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, annotations: { note: ${CANARY} } }
spec:
  podSelector: { matchLabels: { app: nothing } }
  ingress:
  - from:
    - ipBlock: { cidr: 10.0.0.0/8 }
`;

const BROKEN = `apiVersion: v1
kind: Pod
metadata: { name: broken }
spec:
  containers:
  - name: a
    env: [{ name: P, value: ${CANARY} }]
   password: ${CANARY}
`;

/** Manifests with the value wherever people put what is secret; some of them cannot be read. */
export const SECRETIVE: Readonly<Record<string, string>> = {
  'deployment.yaml': DEPLOYMENT,
  'flow.yaml': FLOW,
  'data.yaml': DATA,
  'route.yaml': ROUTE,
  'broken.yaml': BROKEN,
};
