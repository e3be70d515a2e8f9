import { describe, expect, it } from 'vitest';
import { commandFree, csvField, json, markdownCode, visible } from '../../src/report/escape.ts';

const HOSTILE: readonly (readonly [name: string, text: string, shown: string])[] = [
  ['an escape sequence', '\u001b[31mred', '\\u{1b}[31mred'],
  ['a line break', 'a\nb\r', 'a\\u{a}b\\u{d}'],
  ['a tab and NUL', '\t\u0000', '\\u{9}\\u{0}'],
  ['DEL and a C1 control', '\u007f\u009b', '\\u{7f}\\u{9b}'],
  ['right-to-left override', 'a\u202eb', 'a\\u{202e}b'],
  ['bidi isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['zero width space and joiner', 'a\u200b\u200db', 'a\\u{200b}\\u{200d}b'],
  ['byte order mark and soft hyphen', '\ufeff\u00ad', '\\u{feff}\\u{ad}'],
  ['line and paragraph separators', '\u2028\u2029', '\\u{2028}\\u{2029}'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ['a tag character beyond the first plane', '\u{e0041}', '\\u{e0041}'],
  ['a Hangul filler', '\u3164', '\\u{3164}'],
];

describe('visible', () => {
  it.each(HOSTILE)('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves what people read alone', () => {
    expect(visible('größe 🚀 名前 a-b_c/d[E]')).toBe('größe 🚀 名前 a-b_c/d[E]');
  });
});

describe('json', () => {
  it.each(HOSTILE)('escapes %s so that it comes back unharmed', (_, text) => {
    const written = json({ [text]: text });
    expect(visible(written)).toBe(written);
    expect(JSON.parse(written)).toEqual({ [text]: text });
  });
});

describe('csvField', () => {
  it.each([
    ['=cmd()', '"\'=cmd()"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@sum', '"\'@sum"'],
    ['a"b', '"a""b"'],
    ['a,b', '"a,b"'],
    ['\ta', '"\\u{9}a"'],
    ['', '""'],
  ])('writes %j as %s', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});

describe('markdownCode', () => {
  it.each([
    ['shop/web', '`shop/web`'],
    ['a|b', '`a\\|b`'],
    ['a\\|b', '`a\\\\u{7c}b`'],
    ['`x`', '`\\u{60}x\\u{60}`'],
    ['a\n| b', '`a\\u{a}\\| b`'],
    ['<b>@team</b>', '`<b>@team</b>`'],
    ['', '` `'],
  ])('writes %j as %s', (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });
});

describe('commandFree', () => {
  it.each([
    ['::error::x', '\\::error::x'],
    ['  ::set-output name=a::b', '  \\::set-output name=a::b'],
    ['##[error]x', '\\##[error]x'],
    ['::/0 → shop/web', '::/0 → shop/web'],
    ['::ffff:0:0/96 → shop/web', '::ffff:0:0/96 → shop/web'],
    ['a ::error::x', 'a ::error::x'],
  ])('writes %j as %j', (line, safe) => {
    expect(commandFree(line)).toBe(safe);
  });
});
