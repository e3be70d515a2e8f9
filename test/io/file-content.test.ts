import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileContent } from '../../src/io/file-content.ts';
import { folderWith } from './support.ts';

function contentOf(text: string | Uint8Array): { readonly path: string; readonly content: FileContent } {
  const path = join(folderWith({ 'a.yaml': text }), 'a.yaml');
  return { path, content: new FileContent(path, statSync(path)) };
}

describe('a large file', () => {
  it('gives its bytes as often as they are asked for, in a buffer that has room for them', () => {
    const { content } = contentOf('kind: Pod\n');
    const buffer = new Uint8Array(4);
    expect(Buffer.from(content.read(0, 4, buffer) ?? []).toString()).toBe('kind');
    expect(Buffer.from(buffer).toString()).toBe('kind');
    expect(Buffer.from(content.read(6, 100, buffer) ?? []).toString()).toBe('Pod\n');
    expect(content.read(4, 10)).toHaveLength(6);
  });

  it('has no bytes any more once it has been written to', () => {
    const { path, content } = contentOf('kind: Pod\n');
    writeFileSync(path, 'kind: Pod # longer\n');
    expect(content.read(0, 4)).toBeUndefined();
  });

  it('says where it is no text', () => {
    const { content } = contentOf('');
    expect(content.encodingOf(Buffer.from('a'), 0)).toBe('ascii');
    expect(content.encodingOf(Buffer.from('ä'), 0)).toBe('utf8');
    expect(content.encodingOf(Uint8Array.from([0x61, 0xff]), 100)).toMatchObject({ offset: 101 });
  });
});
