// Keeps beside the built command the bytecode that V8 makes of it, for the V8 and machine that build it: bin/netgraph.js
// takes it, and compiles next to nothing. What the runs below use is kept. Given the file of the command and --random-seed=1,
// which V8 orders its tables by, so that the same versions write the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** What most runs do: nothing wrong, and findings. */
const RUNS = [
  // A folder without policies.
  ['analyze', 'samples/shop/web', 'samples/shop/api', 'samples/shop/db'],
  ['analyze', 'samples/shop'],
  ['analyze', 'samples/storefront'],
];

const bundle = resolve(process.argv[2]);
const source = readFileSync(bundle, 'latin1');
const id = /\/\/([0-9a-f]{16})$/.exec(source)?.[1];
if (id === undefined) throw new Error(`${bundle} does not end with its id`);
if (/[^\0-\x7f]/.test(source)) throw new Error(`${bundle} is not ASCII`);

// What has got warm would be marked, and depends on the folder; the flag is one of those that V8 compares later.
setFlagsFromString('--no-sparkplug');
// The name is written with the rest: one that is the same wherever it is built.
process.exit = (code) => {
  process.exitCode = code;
};
const script = new Script(Module.wrap(source), { filename: basename(bundle) });
for (const args of RUNS) {
  process.argv = [process.execPath, bundle, ...args];
  script.runInThisContext()({}, createRequire(bundle), {}, bundle, dirname(bundle));
  // All that a command does is done before the next turn of the event loop.
  await setImmediate();
  if (process.exitCode > 1) throw new Error(`netgraph ${args.join(' ')}: exit code ${process.exitCode}`);
}
process.exitCode = 0;
setFlagsFromString('--sparkplug');
const { versions, platform, arch } = process;
writeFileSync(resolve(bundle, `../netgraph-${id}-${versions.v8}-${platform}-${arch}.cache`), script.createCachedData());
