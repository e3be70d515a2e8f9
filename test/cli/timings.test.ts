import { describe, expect, it } from 'vitest';
import { startTimings } from '../../src/cli/timings.ts';

describe('timings', () => {
  it('add up the time of each phase, also of one that comes again', () => {
    let time = 0;
    const timings = startTimings(() => time);
    time = 5;
    timings.enter('parse');
    time = 7;
    timings.enter('read');
    time = 10;
    timings.countHandedOver();
    expect(timings.lines()).toEqual([
      'read           8.0 ms',
      'parse          2.0 ms',
      '1 document for the slow reader',
    ]);
  });
});
