import { wordsOf } from '../model/text.ts';

/** Keys whose value is no credential, and below which only other keys could hold one. */
const KNOWN: ReadonlySet<string> = wordsOf(
  'apiVersion kind metadata name generateName namespace labels spec template jobTemplate items',
  'selector podSelector namespaceSelector matchLabels matchExpressions key operator values',
  'ingress egress from to ports port endPort protocol policyTypes ipBlock cidr except',
  'subject subjects namespaces pods networks nodes priority action tier peers portNumber portRange namedPort start end',
  'containers initContainers containerPort hostPort hostNetwork replicas',
  'type clusterIP clusterIPs targetPort nodePort externalName externalIPs loadBalancerIP loadBalancerSourceRanges',
  'publishNotReadyAddresses externalTrafficPolicy internalTrafficPolicy serviceName appProtocol',
  'rules host hosts http paths path pathType backend defaultBackend service number ingressClassName',
  'parentRefs backendRefs hostnames sectionName listeners gatewayClassName allowedRoutes group weight alternateBackends',
);

/** Maps of labels, whose keys may be any. */
const LABELS = ['labels', 'matchLabels', 'selector', 'podSelector', 'namespaceSelector'];
const LABEL_MAPS: ReadonlySet<string> = new Set(LABELS);
const INSIDE_LABELS = new RegExp(`\\b(?:${LABELS.join('|')})["']?\\s*:\\s*\\{[^{}]*$`);

const LINE = /^( *)((?:- +)*)(?:(["']?)([\w./-]+)\3\s*:(?=\s|$))?\s*(.*)$/;
const FLOW_KEY = /(["'])([^"']*)\1\s*:|([\w./-]+)\s*:(?=[\s,\]}]|$)/g;
const LONGEST = 160;

/** A line in block style: `- ` as often as it is there, a key, a value. */
interface Entry {
  readonly indent: number;
  /** Where the key stands: behind the dashes. */
  readonly column: number;
  readonly isItem: boolean;
  readonly key: string | undefined;
  readonly rest: string;
}

/** A line without the comment at its end: what people write there belongs to nobody else. */
export const withoutComment = (line: string): string =>
  (line.includes('#') ? line.replace(/(^|\s)#.*$/, '') : line).trimEnd();

function readEntry(line: string): Entry {
  const [, spaces = '', dashes = '', , key, rest = ''] = LINE.exec(withoutComment(line)) ?? [];
  const indent = spaces.length;
  return { indent, column: indent + dashes.length, isItem: dashes !== '', key, rest };
}

const isOpening = (rest: string): boolean => /^(?:&\S+\s*)?[{[]?$/.test(rest);
const isBrackets = (rest: string): boolean => /^[{}[\],\s]*$/.test(rest);

/**
 * The keys that a line lies below, from the inside; undefined where a line above is none that could be told: a text over
 * several lines, a mapping in braces, a key in an unusual form.
 */
function keysAbove(lines: readonly string[], at: number, from: number): string[] | undefined {
  const keys: string[] = [];
  let { indent: column, isItem } = readEntry(lines[at] ?? '');
  for (let above = at - 1; above >= from && (column > 0 || isItem); above -= 1) {
    const entry = readEntry(lines[above] ?? '');
    if (entry.key === undefined && entry.rest === '' && !entry.isItem) continue;
    // The items of a list may stand right below its key, and an item below the key of the item that it is part of.
    const isListKey = isItem && !entry.isItem && entry.indent === column;
    if (entry.indent >= column && !isListKey) continue;
    const isNeighbour = !isItem && entry.isItem && entry.column === column;
    if (!isNeighbour) {
      if (entry.column > column || !(entry.key === undefined ? isBrackets(entry.rest) : isOpening(entry.rest)))
        return undefined;
      if (entry.key !== undefined) keys.push(entry.key);
    }
    ({ indent: column, isItem } = entry);
  }
  return keys;
}

/** Whether each key of a value in braces is a known one, or stands in a map of labels; none may be left that is not seen. */
function isKnownFlow(key: string, rest: string): boolean {
  if (!rest.includes(':')) return true;
  if (/["']?:(?:\s|$)|["']\s*:/.test(rest.replace(FLOW_KEY, ''))) return false;
  return [...rest.matchAll(FLOW_KEY)].every(({ index, 2: quoted, 3: plain = '' }) => {
    const inner = quoted ?? plain;
    return KNOWN.has(inner) || INSIDE_LABELS.test(`${key}: ${rest.slice(0, index)}`);
  });
}

/**
 * Whether a line of a manifest, in the document that begins at `from`, may be shown: it says by its own key and by all keys
 * that it lies below that it is about names, labels, ports and addresses. Anything else may hold a credential, and so may a
 * line that is not understood: environment, arguments, annotations, headers, settings.
 */
export function isHarmless(lines: readonly string[], at: number, from: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > LONGEST || line.includes('://') || line.includes('@')) return false;
  const { key, rest, isItem } = readEntry(line);
  if (rest.startsWith('|') || rest.startsWith('>') || (key === undefined && !isItem)) return false;
  const above = keysAbove(lines, at, from);
  if (above?.every((each) => KNOWN.has(each)) !== true) return false;
  const [parent = ''] = above;
  return (key === undefined || KNOWN.has(key) || LABEL_MAPS.has(parent)) && isKnownFlow(key ?? parent, rest);
}
