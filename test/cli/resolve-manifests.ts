import { pod, policy } from '../support/manifests.ts';

/** Written out, so that the lines in reports can be counted. */
export const SHOP = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec:
  selector: { app: api }
  clusterIP: 10.96.0.10
  ports:
    - { name: http, port: 80, targetPort: web }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: main
          image: none
          ports:
            - { name: web, containerPort: 8080 }
---
apiVersion: v1
kind: Pod
metadata: { name: canary, namespace: shop, labels: { app: api } }
spec:
  containers:
    - name: main
      image: none
      ports: [{ name: web, containerPort: 8081 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  ingress:
    - ports: [{ port: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { clusterIP: None, selector: { app: db }, ports: [{ name: pg, port: 5432, targetPort: 5433 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: data }
spec:
  serviceName: db
  replicas: 2
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: main, image: none, ports: [{ containerPort: 5433 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: mail, namespace: shop }
spec: { type: ExternalName, externalName: mail.example.com }
${pod('shop/web', 'app: web')}${pod('shop/shut', 'app: shut')}${pod('shop/host', 'app: host').replace('spec: {', 'spec: { hostNetwork: true,')}${policy(
  'shop/shut',
  'podSelector: { matchLabels: { app: shut } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }]',
)}`;
