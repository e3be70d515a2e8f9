/** One form of text that Kubernetes demands: the test, and the demand as a message says it. */
export interface Syntax {
  readonly test: (text: string) => boolean;
  readonly demand: string;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_LABEL_SHAPE = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN_SHAPE = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const QUALIFIED_NAME_SHAPE = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const PORT_NAME_SHAPE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const isDnsSubdomain = (text: string): boolean => text.length <= 253 && DNS_SUBDOMAIN_SHAPE.test(text);
const isQualifiedName = (text: string): boolean => text.length <= 63 && QUALIFIED_NAME_SHAPE.test(text);

/** RFC 1123 label: names of namespaces, and of the ports of a Service with several. */
export const DNS_LABEL: Syntax = {
  test: (text) => text.length <= 63 && DNS_LABEL_SHAPE.test(text),
  demand: 'at most 63 lower-case letters, digits or "-", with a letter or digit at both ends',
};

/**
 * The name of a policy: an RFC 1123 subdomain, upper case let pass. The API server refuses upper case, but no verdict
 * hangs on it, and published truth tables hold such names.
 */
export const OBJECT_NAME: Syntax = {
  test: (text) => isDnsSubdomain(text.toLowerCase()),
  demand: 'at most 253 letters, digits, "-" or ".", with a letter or digit at both ends of each part',
};

export const LABEL_KEY: Syntax = {
  test: (text) => {
    const slash = text.indexOf('/');
    if (slash < 0) return isQualifiedName(text);
    return isDnsSubdomain(text.slice(0, slash)) && isQualifiedName(text.slice(slash + 1));
  },
  demand: 'a name of at most 63 letters, digits, "-", "_" or ".", after a domain and "/" where there is one',
};

export const LABEL_VALUE: Syntax = {
  test: (text) => text === '' || isQualifiedName(text),
  demand: 'empty, or at most 63 letters, digits, "-", "_" or ".", with a letter or digit at both ends',
};

/** IANA service name: names of container ports (semantics §1.4). */
export const PORT_NAME: Syntax = {
  test: (text) => text.length <= 15 && PORT_NAME_SHAPE.test(text) && /[a-z]/.test(text),
  demand: 'a port name: at most 15 lower-case letters, digits or single "-" between them, with at least one letter',
};
