// The page of the APIs, without a network: it renders, and operations of all three can be tried on it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asPerson, world } from './support/browser.mjs';
import { DESKTOP, picture, pictureOf } from './support/look.mjs';

const parts = world({ samples: true });

const VERBS = ['get', 'put', 'post', 'delete'];

const base64 = (text) => Buffer.from(text).toString('base64');

/// The page with everything on it.
async function docs(page) {
  await page.goto('/docs');
  await page.locator('.opblock').first().waitFor();
}

/// Fills in what a scheme wants, as somebody who reads what its description says.
async function authorise(page, scheme, fields) {
  await page.locator('button.authorize').first().click();
  const box = page.locator('.auth-container').filter({ has: page.locator('h4').getByText(scheme) });
  for (const [field, value] of Object.entries(fields)) await box.locator(field).fill(value);
  await box.locator('button.authorize').click();
  await box.getByText('Logout').waitFor();
  await page.locator('.modal-ux .close-modal').click();
}

/// Tries an operation as it stands there, leaves a picture of what came, and gives its status.
async function tryIt(page, tag, operation) {
  const block = page.locator(`[id="operations-${tag}-${operation}"]`);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  await block.getByRole('button', { name: 'Execute' }).click();
  const status = block.locator('.live-responses-table tbody .response-col_status');
  await status.waitFor();
  await pictureOf(block.locator('.responses-inner > div').first(), `docs-${operation}`);
  return (await status.innerText()).trim().split('\n')[0];
}

test('it shows every operation of the document, and asks nobody else for anything', () =>
  asPerson(parts, { viewport: DESKTOP }, async (page) => {
    const document = await (await fetch(`${parts.demo.origin}/openapi.json`)).json();
    const operations = Object.values(document.paths).flatMap((item) => VERBS.filter((verb) => verb in item));
    await docs(page);
    assert.deepEqual(
      await page.locator('.opblock-tag').evaluateAll((tags) => tags.map((tag) => tag.dataset.tag)),
      document.tags.map(({ name }) => name),
    );
    assert.equal(await page.locator('.opblock').count(), operations.length);
    assert.equal(await page.locator('.errors-wrapper').count(), 0);
    await picture(page, 'docs');
  }));

test('operations can be tried', (all) =>
  asPerson(parts, { viewport: DESKTOP }, async (page) => {
    const { partner, application, person } = parts.demo.credentials;
    const basic = base64(`${application.client_id}:${application.client_secret}`);
    const infojobs = `Basic ${basic},Bearer ${person.access_token}`;
    await docs(page);

    await page.locator('button.authorize').first().click();
    const dialog = page.locator('.dialog-ux');
    for (const told of [partner.client_id, partner.client_secret, infojobs, person.access_token]) {
      assert.ok((await dialog.innerText()).includes(told), 'the descriptions have what is to be pasted');
    }
    await picture(page, 'docs-authorise');
    await page.locator('.modal-ux .close-modal').click();

    await authorise(page, 'partner', {
      '#client_id_clientCredentials': partner.client_id,
      '#client_secret_clientCredentials': partner.client_secret,
    });
    await authorise(page, 'infojobs', { input: infojobs });
    await authorise(page, 'person', { input: person.access_token });

    for (const [tag, operation, status] of [
      ['SEEK_Pass', 'addCareerHistory', '201'],
      ['InfoJobs', 'saveExperience', '200'],
      ['Record', 'readTimeline', '200'],
      ['Record', 'createShare', '201'],
    ]) {
      await all.test(operation, async () => {
        assert.equal(await tryIt(page, tag, operation), status);
      });
    }
  }));

test('without scripts it says where the document is', () =>
  asPerson(parts, { scripts: false }, async (page) => {
    const answer = await page.goto('/docs');
    assert.match(answer.headers()['content-security-policy'], /default-src 'none'; script-src 'self'; style-src 'self';/);
    await page.getByRole('link', { name: '/openapi.json' }).waitFor();
  }));
