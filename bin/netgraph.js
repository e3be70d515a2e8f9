#!/usr/bin/env node
'use strict';
const { existsSync, readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(__dirname, '..', 'dist');
const bundle = join(dist, 'netgraph.cjs');

/** What Node puts around a CommonJS module. Asking Node for it would load the loader of ES modules. */
const WRAPPER = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];

/** Answers `--version` alone without the command, as it would; false where that is left to the command. */
function tellsVersion([option, ...rest]) {
  if ((option !== '--version' && option !== '-V') || rest.length > 0) return false;
  try {
    return writeSync(1, readFileSync(join(dist, 'version'))) > 0;
  } catch {
    return false;
  }
}

/**
 * Runs the command. Its bytecode is beside it where this very V8 wrote it (scripts/code-cache.mjs), under a name with the id
 * that the bundle ends with, for V8 compares no more than lengths. What V8 does not take it compiles.
 */
function run() {
  const code = readFileSync(bundle);
  const { versions, platform, arch } = process;
  const cache = join(dist, `netgraph-${code.latin1Slice(code.length - 16)}-${versions.v8}-${platform}-${arch}.cache`);
  if (!existsSync(cache)) return require(bundle);
  // Put together as bytes: as text, both of such a size would make V8 collect garbage.
  const source = Buffer.concat([Buffer.from(WRAPPER[0]), code, Buffer.from(WRAPPER[1])]).latin1Slice();
  const { Script } = require('node:vm');
  const script = new Script(source, { filename: bundle, cachedData: readFileSync(cache) });
  // The bundle asks for nothing but what Node brings.
  return script.runInThisContext()({}, require, {}, bundle, dist);
}

if (!existsSync(bundle)) {
  console.error('netgraph is not built yet: run `npm run build`');
  process.exitCode = 70;
} else if (!tellsVersion(process.argv.slice(2))) run();
