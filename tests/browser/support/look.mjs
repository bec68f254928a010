// What must hold of every page, and pictures of it.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1200, height: 900 };
export const NARROW = { width: 320, height: 640 };

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/// axe-core finds nothing.
export async function accessible(page) {
  await page.evaluate(axe.source);
  const run = (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } });
  const { violations, passes } = await page.evaluate(run, TAGS);
  assert.ok(passes.length > 10, 'axe-core looked at the page');
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  assert.deepEqual(found, []);
}

/// Nothing sticks out at 320 px.
export async function fitsNarrow(page) {
  await page.setViewportSize(NARROW);
  const wide = await page.evaluate(() => {
    const sticksOut = (one) => one.getBoundingClientRect().right > innerWidth + 0.5;
    return [...document.querySelectorAll('*')].filter(sticksOut).map((one) => one.outerHTML.slice(0, 120));
  });
  assert.deepEqual(wide, []);
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), 'no scrolling sideways');
}

/// A picture of something on a page.
export async function pictureOf(locator, name) {
  const folder = process.env.SCREENSHOTS;
  await mkdir(folder, { recursive: true });
  await locator.screenshot({ path: join(folder, `${name}.png`) });
}

/// A picture of the whole page, or of a part of it.
export async function picture(page, name, clip) {
  const folder = process.env.SCREENSHOTS;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, clip });
}
