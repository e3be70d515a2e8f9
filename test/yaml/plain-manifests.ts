/** Documents that use every form of the plain style, and of what lies just outside, to mutate. */
export const MANIFESTS: readonly string[] = [
  `# a policy
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web # the front
  namespace: "shop"
  labels: {app: web, 'tier': front, "n": 1}
spec:
  podSelector: {}
  policyTypes: [Ingress, "Egress"]
  ingress:
  - from:
    - podSelector:
        matchLabels:
          app: api
    - ipBlock:
        cidr: 10.0.0.0/8
        except:
          - 10.1.0.0/16
          -   '10.2.0.0/16'
    ports:
    - protocol: TCP
      port: 80
      endPort: 90

  # all may leave
  egress:
    - {}
    - to: [{namespaceSelector: {}}, {ipBlock: {cidr: 0.0.0.0/0}}]
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: main
          image: registry.example:5000/api:1.0
          command: ["sh", "-c"]
          args:
            - |
              echo start

                indented
              exec api
            - |-
              last
          env:
            - name: URL
              value: http://api:80/x#y
            - {name: ON, value: "yes"}
            - name: EMPTY
              value:
          resources:
            limits: {cpu: 500m, memory: 1Gi}
          ports:
            - containerPort: 8080
          stdin: true
      hostNetwork: false
      nodeName: ~
`,
  `kind: List
items:
-
  kind: Service
  spec:
    ports:
      - port: 80
        targetPort: http
- - a
  - - b
    - c: 1
      d: 2
-
- kind: Other
  "quoted key": 'it''s'
  'other' : x
  data:
    text: |

      leading

    more: |-
      a
       b
      
    end: no
`,
  `a: 1
b:
- x
- k: z
  w:
  - v

c:
  - -1
  - -foo
  - 0755
  - 1.5
  - .5
  - 1_000
  - 0x1F
  - 123456789012345
  - 1234567890123456789
  - null
  - Yes
d: e f  g
last: |
  text
`,
  `  root: indented
  list:
  -   key:   value   # why
      next:
        - {a: [b, {c: d}], "e":f}
  end: "x"  
`,
  `- a
- b: c
- # nothing
- - - deep
- "x": y
`,
];
