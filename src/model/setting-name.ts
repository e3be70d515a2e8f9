import { wordsOf } from './text.ts';

/** What the name of a setting says of its value. */
export type SettingKind =
  /** It is a host: `DB_HOST`, `--kafka-servers`, `api.url`, `DB_HOST_PRIMARY`. */
  | 'host'
  /** It has to do with one: `UPSTREAM_API`, but also `SERVER_SHUTDOWN`. A lone word need not be a host. */
  | 'about-host'
  /** Nothing. */
  | 'open'
  /** It is something else, a user or a password maybe: only a URL in it, or a name of the cluster, is a host. */
  | 'other'
  /** Hosts that it names are not those that the workload talks to: `NO_PROXY`, `CORS_ORIGINS`, `BIND_ADDRESS`. */
  | 'never';

const HOST_WORDS = wordsOf(
  'HOST HOSTS HOSTNAME HOSTNAMES ADDR ADDRS ADDRESS ADDRESSES URL URLS URI URIS ENDPOINT ENDPOINTS SERVER SERVERS BROKER',
  'BROKERS SERVICE SERVICES UPSTREAM UPSTREAMS DSN BOOTSTRAP',
);
/** Words run together: `PGHOST`, `baseurl`. */
const HOST_ENDINGS = ['HOST', 'HOSTNAME', 'ADDR', 'URL', 'URI', 'DSN'];
const NO_HOSTS = wordsOf('CURL GHOST');
const PORT_ENDING = 'PORT';
const NO_PORTS = wordsOf('AIRPORT EXPORT IMPORT PASSPORT REPORT SUPPORT TRANSPORT VIEWPORT');

/** What may follow such a word and leave it what it is. */
const QUALIFIERS = wordsOf(
  'BASE DEFAULT EXTERNAL INTERNAL IP LIST MAIN MASTER PRIMARY PRIVATE PUBLIC READ READER READONLY REPLICA RO ROOT RW SLAVE',
  'WRITE WRITER',
);

/** Last words that say what else the value is, one or many of it. */
const OTHER_WORDS = wordsOf(
  'ACCOUNT ALGORITHM AUTH BUCKET CERT CERTIFICATE CHANNEL CLASS CLASSES COLLECTION COLOR COMMAND COUNT CREDENTIAL CRON',
  'DATABASE DATE DIALECT DIR DIRECTORY DRIVER ENABLED ENGINE ENV ENVIRONMENT FILE FOLDER FORMAT GROUP HASH ID IMAGE INDEX',
  'INTERVAL KEY KIND LABEL LANG LEVEL LIMIT LOCALE LOGIN METHOD MODE NAME NAMESPACE PASS PASSPHRASE PASSWD PASSWORD PATH',
  'PATTERN POLICY PREFIX PROFILE PROTOCOL PWD QUEUE RANGE REALM REGION ROLE SALT SCHEDULE SCHEMA SCHEME SECRET SIGNATURE',
  'SIZE STRATEGY SUFFIX TABLE TAG TEAM TENANT THEME TIME TIMEOUT TITLE TOKEN TOPIC TYPE USER USERNAME VALUE VERSION',
  'ZONE',
);
/** Words of settings about hosts that others talk to, or not to talk to: every group of them that a name holds. */
const FOREIGN = [
  ...[['NO', 'PROXY'], ['NON', 'PROXY'], ['NOPROXY'], ['ORIGIN'], ['ORIGINS'], ['ALLOWED'], ['VIRTUAL', 'HOST']],
  ...[['BIND'], ['LISTEN'], ['LISTENER'], ['LISTENERS'], ['ADVERTISE'], ['ADVERTISED']],
];
const SECRET_ENDINGS = ['PASS', 'PASSPHRASE', 'PASSWD', 'PASSWORD', 'PWD', 'SECRET', 'TOKEN', 'APIKEY', 'CREDENTIALS'];

const isSecret = (word: string): boolean => SECRET_ENDINGS.some((ending) => word.endsWith(ending));
const isPortWord = (word: string): boolean => word.endsWith(PORT_ENDING) && !NO_PORTS.has(word);
const isHostWord = (word: string): boolean =>
  HOST_WORDS.has(word) ||
  (!NO_HOSTS.has(word) && HOST_ENDINGS.some((ending) => word.length > ending.length && word.endsWith(ending)));

/** What is left of a word without its ending. */
function withoutEnding(word: string): string {
  const ending = [...HOST_ENDINGS, PORT_ENDING].find((each) => word.endsWith(each)) ?? '';
  return word.slice(0, word.length - ending.length);
}

/** The words of a name in upper case: `dbHost`, `DB_HOST`, `--db-host` and `db.host` are all `DB HOST`. */
const settingWords = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');

const isOther = (word: string): boolean =>
  OTHER_WORDS.has(word) || (word.endsWith('S') && OTHER_WORDS.has(word.slice(0, -1))) || isSecret(word);

function kindOf(words: readonly string[]): SettingKind {
  if (FOREIGN.some((group) => group.every((word) => words.includes(word)))) return 'never';
  const named = words.filter((word) => !/^\d+$/.test(word));
  const [before = '', last = ''] = named.length > 1 ? named.slice(-2) : ['', ...named];
  if (last === 'NAME' && before === 'HOST') return 'host';
  if (isOther(last)) return 'other';
  const at = named.findLastIndex(isHostWord);
  if (at >= 0) return named.slice(at + 1).every((word) => QUALIFIERS.has(word)) ? 'host' : 'about-host';
  return words.some(isSecret) ? 'other' : 'open';
}

/** What is left without the word that says host or port. */
function stemOf(words: readonly string[]): string {
  const at = words.findLastIndex((word) => isPortWord(word) || isHostWord(word));
  const word = words[at] ?? '';
  const rest = HOST_WORDS.has(word) ? '' : withoutEnding(word);
  return words
    .map((each, index) => (index === at ? rest : each))
    .filter((each) => each !== '')
    .join(' ');
}

/** What the name of a setting says. */
export interface SettingName {
  readonly kind: SettingKind;
  /** Whether the value is a port, if it is a number: `DB_PORT`, `PGPORT`. */
  readonly isPort: boolean;
  /** Settings of one stem belong together: `DB_HOST` and `DB_PORT`, `PGHOST` and `PGPORT`. */
  readonly stem: string;
}

function read(name: string): SettingName {
  const words = settingWords(name);
  return { kind: kindOf(words), isPort: words.some(isPortWord), stem: stemOf(words) };
}

/** Inputs repeat a few names without end. */
const known = new Map<string, SettingName>();
const CACHE_LIMIT = 10_000;
/** The end of a longer name says what it is. */
const LONGEST = 200;

export function readSettingName(written: string): SettingName {
  const name = written.length > LONGEST ? written.slice(-LONGEST) : written;
  let found = known.get(name);
  if (found === undefined) {
    if (known.size >= CACHE_LIMIT) known.clear();
    found = read(name);
    known.set(name, found);
  }
  return found;
}
