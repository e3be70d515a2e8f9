import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { CLOSE, pairsOf } from './measure.mjs';
import { REFERENCE_Y_MS } from './rows.mjs';

const number = (value, digits = 2) => (value === undefined ? '' : value.toFixed(digits));

function table(header, lines) {
  const widths = header.map((cell, column) => Math.max(cell.length, ...lines.map((line) => line[column].length)));
  const print = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [print(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines.map(print)].join('\n');
}

const FIGURES = ['ratio to Y', 'pairs', 'goal', 'peak MB', 'goal'];

const figures = ({ ratio, spread, goal, rssMb, goalMb, failure }) => [
  failure === undefined ? number(ratio) : 'not measured',
  spread === undefined ? '' : spread.map((each) => number(each)).join('–'),
  `${goal ?? ''}`,
  number(rssMb, 0),
  `${goalMb ?? ''}`,
];

const PHASES = ['build', 'compile', 'endpoints', 'classes', 'solve'];

const startTable = (rows) =>
  table(
    ['what', 'CPU in ms', 'goal', 'in Y', 'goal', 'million instructions'],
    rows.map(({ name, ms, goal, share, most, millions }) => [
      name,
      goal === undefined ? number(ms, 1) : `${ms < 0 ? '-' : '+'} ${number(Math.abs(ms), 1)}`,
      goal === undefined ? '' : `+ ${goal}`,
      number(share, 3),
      number(most, 3),
      Number.isNaN(millions) ? 'not counted' : `${goal === undefined ? '' : '+ '}${number(millions, 0)}`,
    ]),
  );

const programTable = (rows) =>
  table(
    ['what', ...FIGURES],
    rows.map((row) => [row.name, ...figures(row)]),
  );

const STEPS = ['read', 'split', 'parse', 'decode', 'cluster', 'solve', 'services', 'rules', 'render'];

const stepTable = (rows) =>
  table(
    ['what', ...STEPS, 'MB', 'MB/s', 'slow'],
    rows.flatMap(({ name, yardstickMs, spent }) => {
      if (spent === undefined) return [];
      const { phases, megabytes, rate, handedOver } = spent;
      const steps = STEPS.map((step) => (phases[step] === undefined ? '' : number(phases[step] / yardstickMs)));
      return [[name, ...steps, number(megabytes, 0), number(rate, 0), `${handedOver}`]];
    }),
  );

const solverTable = (rows) =>
  table(
    ['what', ...FIGURES, ...PHASES],
    rows.map((row) => [row.name, ...figures(row), ...PHASES.map((phase) => number(row.phases?.[phase]))]),
  );

const workTable = (rows) =>
  table(
    ['what', 'classes', 'cells', 'words', 'port sets', 'operations', 'pairs'],
    rows.map(({ name, last }) => [
      name,
      ...['classes', 'cells', 'words', 'portSets', 'operations'].map((key) => `${last?.work[key] ?? ''}`),
      `${last?.pairs ?? ''}`,
    ]),
  );

const growthTable = (rows) =>
  table(
    ['what', 'ratio to Y', 'peak MB', 'exponent'],
    rows.map((row) => [row.name, number(row.ratio), number(row.rssMb, 0), number(row.exponent)]),
  );

/** The first row of the 10,000 documents. */
const ofDocuments = (programs) => programs.find(({ part, spent }) => part === 'analyze' && spent !== undefined);

const startYMs = (rows) => rows.find(({ yMs }) => yMs !== undefined)?.yMs;

/** What the yardstick makes of the corpus that it is named for. */
function yardMb(programs) {
  const row = ofDocuments(programs);
  return row === undefined ? undefined : row.spent.megabytes / (row.yardstickMs / 1000);
}

/** Writes the page of measured figures. It is made by the benchmark alone: nobody edits a number by hand. */
export function writePage(file, rows, runs) {
  const of = (...parts) => rows.filter(({ part }) => parts.includes(part));
  const programs = of('bare', 'analyze', 'report', 'services', 'list', 'dump', 'large', 'live');
  const solved = of('solve', 'hard', 'plugins', 'huge');
  const growth = of('growth');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const text = `# Performance

Written by \`npm run bench -- --also live --write\`; the corpora and what stands behind each row are in \`test/bench/\`.

Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}; medians of ${runs} ${runs === 1 ? 'pair' : 'pairs'} of runs, of ${pairsOf(CLOSE, runs)}
where at most ${CLOSE} Y is aimed at.
The load of the last fifteen minutes was ${loadavg()[2]?.toFixed(1)}, that of the benchmark itself included.

Y is the time that js-yaml's \`loadAll\` takes to read the documents, as a process of its own. Yardstick and subject run in
turn, so a busy machine slows both, and the ratio counts; beside it stand the least and the greatest of the pairs. A ratio below 1 means: quicker than only parsing the YAML. Variables
that make Node do more when it starts (\`NODE_OPTIONS\`, \`NODE_EXTRA_CA_CERTS\`) are not set in what is measured.

## Start

CPU time of whole processes: of Node that runs nothing, and what the command needs above it. Medians of at least 15 runs in turn.
Milliseconds depend on the machine: the goals were set on one that takes ${REFERENCE_Y_MS} ms for Y of 10,000 documents, this one took ${number(startYMs(rows), 0)}
right after these runs, so the same is said in Y. Instructions hardly depend on the machine; valgrind counts those of all threads,
without the kernel's.

${startTable(of('start'))}

## Programs

Whole processes, start to exit. Y reads the same documents; for 10,000 files, for the matrix of workloads and policies, for
clusters of which the report is written and for 100,000 pods it reads the 10,000 documents in one file.

${programTable(programs)}

Where the time goes, in Y: what one more run of each says with \`--timings\`. The last columns are the size of the input, how
much of it is read into the model a second (\`read\` to \`decode\`; js-yaml alone parses ${number(yardMb(programs), 0)} MB/s of the 10,000
documents), and how many documents the slow reader had to read.

${stepTable(programs)}

## The solver

From the cluster and its compiled policies to the number of allowed pairs (\`endpoints\`, \`classes\` and \`solve\`), against Y of
10,000 documents. The columns on the right are phases in Y; \`build\` and \`compile\` come before and are not in the ratio. Peak
memory is that of the whole process, generated objects included.

${solverTable(solved)}

What was done for it: a cell is a rule that met a class, a word 32 classes of a bit row, an operation one of the algebra of port
sets that was not remembered.

${workTable(solved)}

## Growth

The exponent is that between the row above and the row: 1 is linear, 2 is quadratic.

${growthTable(growth)}
`;
  writeFileSync(file, text);
}
