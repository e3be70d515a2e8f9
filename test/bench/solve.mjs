/**
 * Solves one shape in a process of its own and prints the result as JSON.
 *
 *   node test/bench/solve.mjs classes '{"classes":1000,"policies":1000}'
 */
import { SHAPES } from './generate.mjs';
import { solveOnce } from './solver.mjs';

const [shape, options = '{}'] = process.argv.slice(2);
console.log(JSON.stringify(await solveOnce(SHAPES[shape](JSON.parse(options)))));
