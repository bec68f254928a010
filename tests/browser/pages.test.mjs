// Every kind of page: accessible, on every width, in light and dark. Pictures of them are left to be looked at.

import { test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { DESKTOP, PHONE, accessible, fitsNarrow, picture } from './support/look.mjs';
import { signIn } from './support/steps.mjs';
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

test('the timeline of somebody with a whole career', (all) =>
  asPerson(parts, {}, async (page) => {
    await page.goto('/me');
    await signIn(page, parts.demo, 'sam@example.com');
    await page.locator('.timeline').waitFor();
    for (const language of LANGUAGES) {
      await page.locator(`button[name="language"][value="${language}"]`).click();
      await all.test(language, async () => {
        for (const { size, scheme } of WAYS) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme: scheme });
          await picture(page, `timeline-${language}-${size.width}-${scheme}`);
          await accessible(page);
        }
        await fitsNarrow(page);
        await page.setViewportSize(DESKTOP);
        await page.emulateMedia({ colorScheme: 'light' });
      });
    }
    // docs/images/timeline.png is a copy of it.
    await page.locator('button[name="language"][value="en"]').click();
    await page.setViewportSize({ width: 760, height: 1500 });
    await picture(page, 'readme-timeline', { x: 0, y: 0, width: 760, height: 1500 });
  }));
