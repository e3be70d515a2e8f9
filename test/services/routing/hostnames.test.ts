import { describe, expect, it } from 'vitest';
import { sharedHosts } from '../../../src/services/routing/hostnames.ts';
import { holdsHost } from '../../../src/services/routing/ingress.ts';

describe('hostnames of the Gateway API', () => {
  it.each([
    [[], undefined, ['*']],
    [[], '*.example.com', ['*.example.com']],
    [['a.example.com'], undefined, ['a.example.com']],
    [['a.example.com'], 'a.example.com', ['a.example.com']],
    [['a.example.com'], 'b.example.com', []],
    [['a.b.example.com'], '*.example.com', ['a.b.example.com']],
    [['example.com'], '*.example.com', []],
    [['badexample.com'], '*.example.com', []],
    [['*.example.com'], 'a.example.com', ['a.example.com']],
    [['*.example.com'], '*.a.example.com', ['*.a.example.com']],
    [['*.a.example.com'], '*.example.com', ['*.a.example.com']],
    [['*.a.example.com'], '*.b.example.com', []],
    [['*.com', 'a.example.com'], 'a.example.com', ['a.example.com']],
  ])('%j and the listener %s share %j', (route, listener, shared) => {
    expect(sharedHosts(route, listener)).toEqual(shared);
  });
});

describe('a wildcard of an Ingress', () => {
  it.each([
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', 'example.com', false],
    ['*', 'example.com', true],
    ['example.com', 'example.com', true],
  ])('%s holds %s: %s', (pattern, host, holds) => {
    expect(holdsHost(pattern, host)).toBe(holds);
  });
});
