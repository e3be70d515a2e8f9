#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '..', 'dist', 'netgraph.cjs');

if (existsSync(bundle)) require(bundle);
else {
  console.error('netgraph is not built yet: run `npm run build`');
  process.exitCode = 70;
}
