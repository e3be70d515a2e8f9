#!/usr/bin/env node
'use strict';
// What kubectl asks for the completions of `kubectl netgraph`.
process.argv.splice(2, 0, '__complete');
require('./netgraph.js');
