#!/usr/bin/env node
'use strict';
// What kubectl runs for `kubectl netgraph`. The command tells by the name of this file how it is called.
require('./netgraph.js');
