import { rememberWeakly } from '../model/remember.ts';
import { Braces } from './braces.ts';

/** What is known of bytes that texts share: to ask it of one text alone takes longer than the answer. */
export const sharedText = rememberWeakly((bytes: Uint8Array) => ({ hasLoneReturn: false, braces: new Braces(bytes) }));
