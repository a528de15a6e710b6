import { createHash, createHmac, randomBytes } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedBy, signatureOf } from '../../../../electron/approvals/keys.ts';
import { PACK_SCRIPT } from '../../../../electron/approvals/pack/script.ts';
import { HASH_SOURCE } from '../../../../electron/approvals/pack/sha256.ts';
import { canonicalAnswers, type PackAnswers } from '../../../../shared/domain/approval.ts';

interface Hashing {
  sha256(message: Uint8Array): Uint8Array;
  hmac(key: Uint8Array, message: Uint8Array): Uint8Array;
  hexOf(bytes: Uint8Array): string;
}
/** The page's own code, as it stands in the file. */
const page: Hashing = runInNewContext(`${HASH_SOURCE}; ({ sha256, hmac, hexOf })`, {
  TextEncoder,
  Uint8Array,
  Uint32Array,
  DataView,
  ArrayBuffer,
});

const text = fc.string({ unit: 'binary', maxLength: 200 });
const answers: fc.Arbitrary<PackAnswers> = fc.record({
  pack: fc.uuid(),
  author: text,
  savedAt: fc.nat(),
  answers: fc.array(
    fc.record({
      postId: fc.uuid(),
      fingerprint: fc.string({
        unit: fc.constantFrom(...'0123456789abcdef'),
        minLength: 64,
        maxLength: 64,
      }),
      answer: fc.constantFrom('approve' as const, 'change' as const, 'comment' as const),
      text,
      at: fc.nat(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

describe('the hash of the pack’s page', () => {
  it('is that of the standard, at every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const message = randomBytes(length);
      const right = createHash('sha256').update(message).digest('hex');
      expect(page.hexOf(page.sha256(message)), `${length} bytes`).toBe(right);
    }
  });

  it('signs as Node does, whatever the key and the message', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 150 }),
        fc.uint8Array({ maxLength: 500 }),
        (key, message) => {
          const right = createHmac('sha256', key).update(message).digest('hex');
          expect(page.hexOf(page.hmac(key, message))).toBe(right);
        },
      ),
    );
  });
});

describe('what is signed', () => {
  /** The rule as the page has it: a text of its own, so that neither can change alone. */
  const ofPage = (file: PackAnswers): string => {
    const rule = /JSON\.stringify\(\[\s*KIND, VERSION[\s\S]*?\]\)\)/.exec(PACK_SCRIPT)?.[0];
    if (!rule) throw new Error('The page signs in another way');
    return runInNewContext(`const KIND = 'clientnest-answers', VERSION = 1; ${rule.slice(0, -1)}`, {
      file,
    });
  };

  it('is the same text on both sides', () => {
    fc.assert(
      fc.property(answers, (file) => {
        expect(ofPage(file)).toBe(canonicalAnswers(file));
      }),
    );
  });

  it('is another text for any other answers', () => {
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(canonicalAnswers(one) === canonicalAnswers(other)).toBe(isSame);
      }),
    );
  });

  it('holds for its own key and answers only', () => {
    const key = randomBytes(32).toString('hex');
    fc.assert(
      fc.property(answers, answers, (one, other) => {
        const signature = signatureOf(key, one);
        expect(isSignedBy(key, one, signature)).toBe(true);
        expect(isSignedBy(randomBytes(32).toString('hex'), one, signature)).toBe(false);
        if (canonicalAnswers(one) !== canonicalAnswers(other))
          expect(isSignedBy(key, other, signature)).toBe(false);
        expect(isSignedBy(key, one, signature.slice(2))).toBe(false);
      }),
    );
  });
});
