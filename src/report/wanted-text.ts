import { locationText } from '../model/location.ts';
import { byKeys } from '../model/order.ts';
import { endpointName } from '../reach/index.ts';
import type { WantedConnection } from '../services/index.ts';
import { commandFree, visible } from './escape.ts';
import type { Style } from './style.ts';

/** More than this many are a number. */
const MOST = 20;

function lineOf({ from, host, port, source, location, problem = '' }: WantedConnection, style: Style): string {
  const subject = `${endpointName(from)} wants ${host}${port === undefined ? '' : `:${port}`} (${source})`;
  const place = style.strong(visible(locationText(location)));
  return `${commandFree(`${place} ${style.doubtful(visible(subject))}: ${visible(problem)}`)}\n`;
}

/** Connections that settings ask for and that cannot be made, in the order of places. They are no findings. */
export function* wantedLines(wanted: readonly WantedConnection[], style: Style, isAll: boolean): Generator<string> {
  const failing = wanted
    .filter(({ problem }) => problem !== undefined)
    .sort(
      byKeys(
        ({ location }) => location.file,
        ({ location }) => location.line,
        ({ location }) => location.column,
        ({ from }) => from.id,
        ({ host }) => host,
      ),
    );
  if (failing.length === 0) return;
  yield `${style.strong('Settings that lead nowhere')}\n\n`;
  const shown = isAll ? failing : failing.slice(0, MOST);
  for (const connection of shown) yield lineOf(connection, style);
  if (failing.length > shown.length) yield `… ${failing.length - shown.length} more; --all shows them\n`;
}
