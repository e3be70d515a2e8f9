#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');

const bundle = join(__dirname, '..', 'dist', 'netgraph.cjs');

// A run is short: with the budget that Node 20 gives a function before it is optimized, much of the CPU time is compiling.
// Other versions have not been measured.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=500000');

if (existsSync(bundle)) require(bundle);
else {
  console.error('netgraph is not built yet: run `npm run build`');
  process.exitCode = 70;
}
