// As much of an API server as `kubectl get` asks for: two groups, a few objects, and Nodes that nobody may list. Prints its port.
import { createServer } from 'node:http';

const resource = (name, kind, namespaced) => ({ name, singularName: '', kind, namespaced, verbs: ['get', 'list'] });
const metadata = (name, namespace) => ({ name, namespace });

const GROUPS = {
  '/api/v1': [
    resource('namespaces', 'Namespace', false),
    resource('nodes', 'Node', false),
    resource('pods', 'Pod', true),
    resource('secrets', 'Secret', true),
    resource('configmaps', 'ConfigMap', true),
    resource('services', 'Service', true),
  ],
  '/apis/networking.k8s.io/v1': [resource('networkpolicies', 'NetworkPolicy', true)],
};
const OBJECTS = {
  namespaces: [{ metadata: { name: 'shop' } }, { metadata: { name: 'other' } }],
  pods: ['shop', 'other'].map((namespace) => ({
    metadata: { ...metadata('web', namespace), labels: { app: 'web' } },
    spec: { containers: [{ name: 'a', image: 'b' }] },
  })),
  services: [{ metadata: metadata('web', 'shop'), spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] } }],
  networkpolicies: [{ metadata: metadata('closed', 'shop'), spec: { podSelector: {}, policyTypes: ['Ingress'] } }],
};

const status = (code, reason, message) => ({
  status: code,
  body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, code, message },
});

const PATH = /^(\/api\/v1|\/apis\/networking\.k8s\.io\/v1)(?:\/namespaces\/([^/]+)(?=\/))?\/([a-z]+)(?:\/([^/]+))?$/;

function objectsAt(path) {
  const [, base, namespace, name, wanted] = PATH.exec(path) ?? [];
  const found = GROUPS[base]?.find((each) => each.name === name);
  if (found === undefined) return status(404, 'NotFound', `${path} is not here`);
  if (OBJECTS[name] === undefined) return status(403, 'Forbidden', `${name} is forbidden: nobody may list them`);
  const apiVersion = base.replace(/^\/apis?\//, '');
  const items = OBJECTS[name].filter(({ metadata: own }) => namespace === undefined || own.namespace === namespace);
  if (wanted === undefined)
    return { status: 200, body: { kind: `${found.kind}List`, apiVersion, metadata: {}, items } };
  const item = items.find(({ metadata: own }) => own.name === wanted);
  return item === undefined
    ? status(404, 'NotFound', `${name} "${wanted}" not found`)
    : { status: 200, body: { kind: found.kind, apiVersion, ...item } };
}

function answer(url) {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/api') return { status: 200, body: { kind: 'APIVersions', versions: ['v1'] } };
  if (pathname === '/apis') {
    const version = { groupVersion: 'networking.k8s.io/v1', version: 'v1' };
    const group = { name: 'networking.k8s.io', versions: [version], preferredVersion: version };
    return { status: 200, body: { kind: 'APIGroupList', apiVersion: 'v1', groups: [group] } };
  }
  if (GROUPS[pathname] !== undefined) {
    const groupVersion = pathname.replace(/^\/apis?\//, '');
    return {
      status: 200,
      body: { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: GROUPS[pathname] },
    };
  }
  return objectsAt(pathname);
}

const server = createServer((request, response) => {
  const { status, body } = answer(request.url);
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
