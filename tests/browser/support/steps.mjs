// What people do on the pages.

import assert from 'node:assert/strict';

import { pathOf } from './partner.mjs';
import { message } from './words.mjs';

export const press = (page, name, value) => page.locator(`button[name="${name}"][value="${value}"]`).click();

const submit = (page) => page.locator('main form button[type="submit"]').click();

/// Waits for the page with this heading, which is in this language throughout.
export async function heading(page, language, id, values) {
  const wanted = message(language, id, values);
  await page.locator('h1', { hasText: wanted }).waitFor();
  assert.equal(await page.locator('h1').innerText(), wanted);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
}

/// Opens a partner's link: a script reads it and goes on, or the person pastes it.
export async function openLink(page, link, { language = 'en', scripts = true } = {}) {
  await page.goto(link);
  if (scripts) {
    await page.waitForURL((url) => !url.pathname.startsWith('/partner/'));
    return;
  }
  await heading(page, language, 'landing-title');
  await page.locator('input[name="content"]').fill(link);
  await submit(page);
}

export async function askForCode(page, address) {
  await page.locator('input[name="email"]').fill(address);
  await submit(page);
  await page.locator('input[name="code"]').waitFor();
}

export async function enterCode(page, code) {
  await page.locator('input[name="code"]').fill(code);
  await submit(page);
}

/// Signs in on the page that is open, with the code in the mail; gives the mail.
export async function signIn(page, demo, address) {
  await askForCode(page, address);
  const mail = await demo.mailTo(address);
  await enterCode(page, mail.code);
  return mail;
}

/// Opens a link, signs in and accepts or declines what it brought.
export async function decide(page, demo, link, address, decision) {
  await openLink(page, link);
  await signIn(page, demo, address);
  await press(page, 'decision', decision);
  await page.waitForURL(`**${pathOf(link)}`);
}
