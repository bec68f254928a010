// The way from a link to the choice with the keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { heading, openLink } from './support/steps.mjs';

const parts = world();

/// Presses the Tab key until this has the focus, which one must be able to see.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
    if (!there) continue;
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, 'none', `${selector} shows its focus`);
    return;
  }
  assert.fail(`the Tab key does not lead to ${selector}`);
}

for (const decision of ['accept', 'decline']) {
  test(`link, sign-in and ${decision} by keyboard`, async () => {
    const { demo, partner } = parts;
    const address = `${decision}@example.com`;
    const { id, link } = await partner.push();
    await asPerson(parts, {}, async (page) => {
      await openLink(page, link);
      await tabTo(page, 'input[name="email"]');
      await page.keyboard.type(address);
      await page.keyboard.press('Enter');

      await heading(page, 'en', 'code-title');
      assert.equal(await page.evaluate(() => document.activeElement.name), 'code', 'the code can be typed at once');
      await page.keyboard.type((await demo.mailTo(address)).code);
      await page.keyboard.press('Enter');

      await page.locator('button[name="decision"]').first().waitFor();
      await tabTo(page, `button[value="${decision}"]`);
      await page.keyboard.press('Enter');
      await heading(page, 'en', decision === 'accept' ? 'ended-accepted-title' : 'ended-declined-title');
    });
    assert.equal((await partner.status(id)).status, decision === 'accept' ? 'verified' : 'canceled');
  });
}

test('the first thing that the Tab key reaches leads past the head of the page', async () => {
  await asPerson(parts, {}, async (page) => {
    await page.goto('/sign-in');
    await tabTo(page, 'a.skip');
    assert.ok(await page.locator('a.skip').evaluate((link) => link.getBoundingClientRect().top >= 0), 'it is seen');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'email');
  });
});

test('without scripts the code of a link is pasted and sent by keyboard', async () => {
  const { link } = await parts.partner.push();
  await asPerson(parts, { scripts: false }, async (page) => {
    await page.goto(link);
    await tabTo(page, 'input[name="content"]');
    await page.keyboard.insertText(link);
    await page.keyboard.press('Enter');
    await heading(page, 'en', 'sign-in-title');
  });
});
