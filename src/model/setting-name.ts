/** What the name of a setting says of its value. */
export type SettingKind =
  /** It is a host: `DB_HOST`, `--kafka-servers`, `api.url`. */
  | 'host'
  /** Nothing. */
  | 'open'
  /** It is something else, a user or a password maybe: only a URL in it, or a name of the cluster, is a host. */
  | 'other'
  /** Hosts that it names are not those that the workload talks to: `NO_PROXY`, `CORS_ORIGINS`. */
  | 'never';

const HOST_WORDS = new Set(
  `HOST HOSTS HOSTNAME HOSTNAMES ADDR ADDRS ADDRESS ADDRESSES URL URLS URI URIS ENDPOINT ENDPOINTS SERVER SERVERS BROKER
  BROKERS SERVICE SERVICES UPSTREAM UPSTREAMS DSN BOOTSTRAP`.split(/\s+/),
);
/** Words run together: `PGHOST`, `baseurl`. */
const HOST_ENDING = /^(?!CURL$|GHOST$).+(?:HOST|HOSTNAME|ADDR|URL|URI|DSN)$/;
const PORT_ENDING = /^(?!(?:AIR|EX|IM|PASS|RE|SUP|TRANS|VIEW)PORT$).*PORT$/;

/** Last words that say what else the value is. */
const OTHER_WORDS = new Set(
  `ACCOUNT ALGORITHM AUTH BUCKET CERT CERTIFICATE CHANNEL CLASS COLLECTION COLOR COMMAND COUNT CREDENTIAL CREDENTIALS CRON
  DATABASE DATE DIALECT DIR DIRECTORY DRIVER ENABLED ENGINE ENV ENVIRONMENT FILE FOLDER FORMAT GROUP HASH ID IMAGE INDEX
  INTERVAL KEY KIND LANG LEVEL LIMIT LOCALE LOGIN MODE NAME NAMESPACE PASS PASSPHRASE PASSWD PASSWORD PATH PATTERN POLICY
  PREFIX PROFILE PROTOCOL PWD QUEUE REALM REGION ROLE SALT SCHEDULE SCHEMA SCHEME SECRET SIGNATURE SIZE STRATEGY SUFFIX
  TABLE TAG TAGS TEAM TENANT THEME TIME TIMEOUT TITLE TOKEN TOPIC TYPE USER USERNAME VALUE VERSION ZONE`.split(/\s+/),
);
const SECRET_ENDING = /(?:PASS|PASSPHRASE|PASSWD|PASSWORD|PWD|SECRET|TOKEN|APIKEY|CREDENTIALS)$/;

const isHostWord = (word: string): boolean => HOST_WORDS.has(word) || HOST_ENDING.test(word);
const isPortWord = (word: string): boolean => PORT_ENDING.test(word);

/** The words of a name in upper case: `dbHost`, `DB_HOST`, `--db-host` and `db.host` are all `DB HOST`. */
const settingWords = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');

function kindOf(words: readonly string[]): SettingKind {
  const isAbout = (...asked: string[]): boolean => asked.every((word) => words.includes(word));
  if (isAbout('NO', 'PROXY') || isAbout('NON', 'PROXY') || isAbout('ORIGIN') || isAbout('ORIGINS')) return 'never';
  const named = words.filter((word) => !/^\d+$/.test(word));
  const [before = '', last = ''] = named.length > 1 ? named.slice(-2) : ['', ...named];
  const isHostName = last === 'NAME' && before === 'HOST';
  if (!isHostName && (OTHER_WORDS.has(last) || SECRET_ENDING.test(last))) return 'other';
  if (words.some(isHostWord)) return 'host';
  return words.some((word) => SECRET_ENDING.test(word)) ? 'other' : 'open';
}

/** What is left without the word that says host or port. */
function stemOf(words: readonly string[]): string {
  const at = words.findLastIndex((word) => isPortWord(word) || isHostWord(word));
  const word = words[at] ?? '';
  const rest = HOST_WORDS.has(word) ? '' : word.replace(/(?:HOSTNAME|HOST|ADDR|URL|URI|DSN|PORT)$/, '');
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

export function readSettingName(name: string): SettingName {
  let found = known.get(name);
  if (found === undefined) {
    if (known.size >= CACHE_LIMIT) known.clear();
    found = read(name);
    known.set(name, found);
  }
  return found;
}
