const RESERVED = /^(?:true|false|yes|no|on|off|y|n|null|~)$/i;
const PLAIN = /^[A-Za-z/][\w./@-]*(?:[ :][\w./@-]+)*$/;
const QUANTITY = /^\d+(?:m|Ki|Mi|Gi)$/;
const ADDRESS = /^[\d.]+\/\d+$/;

const isPlain = (text) => (PLAIN.test(text) && !RESERVED.test(text)) || QUANTITY.test(text) || ADDRESS.test(text);
const scalar = (value) => (typeof value === 'string' && !isPlain(value) ? JSON.stringify(value) : String(value));
const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value) => (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);

/** What stands behind `key:` or `- `: nothing when the value needs lines of its own. */
function inline(value) {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (isEmpty(value)) return Array.isArray(value) ? '[]' : '{}';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return `[${value.map(scalar).join(', ')}]`;
  return undefined;
}

/** A file inside a ConfigMap: several whole lines. */
const isText = (value) => typeof value === 'string' && /^\S.*\n(?:.*\n)+$/.test(value);
const literalLines = (text, indent) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => (line === '' ? '' : `${indent}${line}`));

function mappingLines(mapping, indent) {
  return Object.entries(mapping).flatMap(([key, value]) => {
    const head = `${indent}${scalar(key)}:`;
    if (isText(value)) return [`${head} |`, ...literalLines(value, `${indent}  `)];
    const short = inline(value);
    if (short !== undefined) return [`${head} ${short}`];
    return [head, ...(isMapping(value) ? mappingLines(value, `${indent}  `) : listLines(value, `${indent}  `))];
  });
}

function listLines(list, indent) {
  return list.flatMap((item) => {
    const short = inline(item);
    if (short !== undefined) return [`${indent}- ${short}`];
    const [first, ...rest] = mappingLines(item, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

/**
 * A manifest in block style, as people write it: lists of scalars and empty collections on one line, quotes only
 * where YAML 1.1 or 1.2 would read something else, texts of several lines as literal blocks. Knows mappings, lists, strings, numbers and booleans.
 *
 * @param {Record<string, unknown>} manifest
 */
export function toYaml(manifest) {
  return `${mappingLines(manifest, '').join('\n')}\n`;
}
