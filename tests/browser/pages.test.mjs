// Every kind of page: accessible, on every width, in light and dark. Pictures of them are left to be looked at.

import { test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { DESKTOP, PHONE, accessible, fitsNarrow, picture } from './support/look.mjs';
import { everyPage, signInCandidate } from './support/walk.mjs';
import { LANGUAGES } from './support/words.mjs';

const parts = world({ samples: true, prepare: signInCandidate });

const WAYS = [DESKTOP, PHONE].flatMap((size) => ['light', 'dark'].map((scheme) => ({ size, scheme })));

for (const language of LANGUAGES) {
  test(`every page: ${language}`, (all) =>
    everyPage(parts, language, (name, page) =>
      all.test(name, async () => {
        for (const { size, scheme } of WAYS) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme: scheme });
          await picture(page, `${name}-${language}-${size.width}-${scheme}`);
          await accessible(page);
        }
        await fitsNarrow(page);
        await page.setViewportSize(PHONE);
        await page.emulateMedia({ colorScheme: 'light' });
      }),
    ));
}

// docs/images/me.png is a copy of it.
test('the picture of the record in the README', () =>
  asPerson(parts, { storageState: parts.candidate, viewport: DESKTOP }, async (page) => {
    await page.goto('/me');
    const top = await page.locator('h1').boundingBox();
    const bottom = await page.locator('section[aria-labelledby="declared"]').boundingBox();
    const margin = 32;
    await picture(page, 'readme-me', {
      x: top.x - margin,
      y: top.y - margin,
      width: top.width + 2 * margin,
      height: bottom.y + bottom.height - top.y + 2 * margin,
    });
  }));
