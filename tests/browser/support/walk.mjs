// Every kind of page, one after the other, as people come upon them.

import { asPerson } from './browser.mjs';
import { Partner, pathOf } from './partner.mjs';
import { askForCode, enterCode, heading, openLink, press, signIn } from './steps.mjs';
import { isolated, message } from './words.mjs';

const SENDER = { client: isolated('Demo Payroll') };
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/// The consent page of the demo's application, with everything that it may ask for.
function authorization({ credentials: { application } }) {
  const experience = ['READ', 'EDIT', 'DELETE'].map((what) => `CANDIDATE_${what}_CURRICULUM_EXPERIENCE`);
  const scopes = ['CV', ...experience, 'RECORD.READ', 'RECORD.SHARE'];
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: application.client_id,
    redirect_uri: application.redirect_uri,
    scope: scopes.join(' '),
  });
  return `/api/oauth/user-authorize/index.xhtml?${query}`;
}

/// Calls `look(name, page)` on each page.
export async function everyPage(parts, language, look) {
  // The clock is moved on the way, so each walk begins with a new token.
  const partner = await Partner.of(parts.demo);
  await asPerson(parts, { language }, (page) => newcomer({ ...parts, partner }, language, page, look));
  await asPerson(parts, { language, storageState: parts.candidate }, (page) => candidate(parts, language, page, look));
}

/// The demo's own person, whose record has something of both kinds. Sign-in is counted, so it is done once.
export async function signInCandidate(parts) {
  const { demo } = parts;
  parts.candidate = await asPerson(parts, {}, async (page, context) => {
    await page.goto('/sign-in');
    await signIn(page, demo, demo.credentials.person.email);
    await heading(page, 'en', 'me-title');
    return context.storageState();
  });
}

async function newcomer(parts, language, page, look) {
  const { demo, partner } = parts;
  const address = `new-${language}@example.com`;
  const is = (id, values) => heading(page, language, id, values);

  await page.goto('/');
  await is('home-title');
  await look('home', page);

  await page.goto('/no/such/page');
  await is('problem-not-found-title');
  await look('not-found', page);

  await page.goto('/partner/add/careerHistory#content=1b9d6bcd');
  await page.locator('#cut-short').waitFor();
  await look('landing-cut-short', page);

  await page.goto('/partner/add/batch');
  await is('landing-title');
  await page.locator('#no-code').waitFor();
  await look('landing-no-code', page);
  await page.locator('input[name="content"]').fill('1b9d6bcd');
  await page.keyboard.press('Enter');
  await page.locator('#code-error').waitFor();
  await look('landing-wrong', page);

  const first = await partner.push();
  await openLink(page, first.link);
  await is('sign-in-title');
  await look('sign-in', page);
  await page.locator('input[name="email"]').fill('nobody');
  await page.keyboard.press('Enter');
  await page.locator('#email-error').waitFor();
  await look('sign-in-wrong', page);

  await askForCode(page, address);
  await is('code-title');
  await look('code', page);
  await codes(parts, page, address, look, is);

  await is('offer-title', SENDER);
  await look('offer', page);
  await press(page, 'decision', 'decline');
  await is('ended-declined-title');
  await look('declined', page);

  await page.goto('/me');
  await is('me-title');
  await look('me-empty', page);

  await page.goto('/me/applications');
  await is('applications-title');
  await look('applications-none', page);

  const second = await partner.push();
  await openLink(page, second.link);
  await is('continue-title');
  await look('continue', page);
  await press(page, 'account', 'continue');
  await is('offer-title', SENDER);
  await press(page, 'decision', 'accept');
  await is('ended-accepted-title');
  await look('accepted', page);

  await curricula(page, look, is);
  await experiences(page, look, is);

  await page.goto(pathOf((await partner.push()).link));
  await page.locator('form[action$="/account"] input[name="csrf"]').evaluate((field) => (field.value = 'forged'));
  await press(page, 'account', 'continue');
  await is('problem-form-check-title');
  await look('form-check', page);

  const third = await partner.push();
  await openLink(page, third.link);
  await press(page, 'account', 'continue');
  await is('offer-title', SENDER);
  await demo.advance('PT48H');
  await page.reload();
  await is('ended-expired-title');
  await look('expired', page);

  await page.goto('/me/erase');
  await page.locator('input[name="confirm"]').fill(message(language, 'erase-word'));
  await page.keyboard.press('Enter');
  await is('goodbye-title');
  await look('goodbye', page);
}

/// A wrong code, one too many of them, and the right one.
async function codes({ demo }, page, address, look, is) {
  const wrong = ({ code }) => (code === '00000000' ? '11111111' : '00000000');
  await enterCode(page, wrong(await demo.mailTo(address)));
  await page.locator('#code-error').waitFor();
  await look('code-wrong', page);
  for (let tries = 4; tries > 0; tries -= 1) {
    await Promise.all([page.waitForEvent('load'), enterCode(page, wrong(await demo.mailTo(address)))]);
  }
  await is('code-again-title');
  await look('code-again', page);
  await page.locator('main a[href^="/sign-in"]').click();
  await signIn(page, demo, address);
}

const save = (page) => page.locator('main form button.button[type="submit"]').last().click();

/// Curricula: named, renamed, up to the most that there can be, deleted.
async function curricula(page, look, is) {
  await page.goto('/me/curricula');
  await is('curricula-title');
  await look('curricula-one', page);
  await save(page);
  await page.locator('#name-error').waitFor();
  await look('curricula-name-wrong', page);
  for (const name of ['Two', 'Three', 'Four', 'Five']) {
    await page.locator('#name').fill(name);
    await save(page);
    await page.locator('main h2', { hasText: name }).waitFor();
  }
  await look('curricula-full', page);

  await page.locator('a[href$="/rename"]').last().click();
  await is('rename-title', { name: isolated('Five') });
  await look('rename', page);
  await page.locator('#name').fill('x'.repeat(61));
  await save(page);
  await page.locator('#name-error').waitFor();
  await look('rename-wrong', page);

  await page.goto('/me/curricula');
  await page.locator('a[href$="/delete"]').last().click();
  await is('delete-curriculum-title', { name: isolated('Five') });
  await look('delete-curriculum', page);
  await save(page);
  await is('curricula-title');
  await look('curricula-deleted', page);
}

/// Fills in what an experience needs.
async function fill(page, job) {
  await page.locator('#job').fill(job);
  await page.locator('#company').fill('Librería Cervantes');
  await page.locator('#startingDate').fill('2019-03-01');
  await page.locator('#onCourse').check();
  await page.locator('#category').selectOption('comercial-ventas');
  await page.locator('#areas input').first().check();
  await page.locator('#level').selectOption('empleado-a');
}

/// The form of an experience in every state, and what comes of it.
async function experiences(page, look, is) {
  await page.locator('a[href$="/experience/new"]').first().click();
  await is('form-new-title');
  await look('form-new', page);
  await save(page);
  await page.locator('#job-error').waitFor();
  await look('form-wrong', page);
  await fill(page, 'Shop assistant');
  const once = await page.locator('input[name="once"]').inputValue();
  await save(page);
  await is('me-title');
  await look('me-added', page);

  // The same form, sent again with other content.
  await page.locator('a[href$="/experience/new"]').first().click();
  await fill(page, 'Manager');
  await page.locator('input[name="once"]').evaluate((field, value) => (field.value = value), once);
  await save(page);
  await page.locator('main .notice-warn').waitFor();
  await look('form-sent-already', page);

  await page.goto('/me');
  await page.locator('a[id^="edit-"]').first().click();
  await is('form-edit-title');
  await look('form-edit', page);
  await page.locator('#job').fill('Manager');
  await page.locator('input[name="version"]').evaluate((field) => (field.value = '7'));
  await save(page);
  await page.locator('main .notice-warn').waitFor();
  await look('form-changed', page);

  const elsewhere = await page.context().newPage();
  await elsewhere.goto('/me');
  await elsewhere.locator('a[href*="/experience/"][href$="/delete"]').first().click();
  await heading(elsewhere, await elsewhere.locator('html').getAttribute('lang'), 'delete-experience-title');
  await look('delete-experience', elsewhere);
  await save(elsewhere);
  await elsewhere.locator('main [role="status"]').waitFor();
  await look('me-deleted', elsewhere);
  await elsewhere.close();
  await save(page);
  await page.locator('main .notice-warn').waitFor();
  await look('form-gone', page);

  await page.goto('/me');
  await page.locator('#name').fill('x'.repeat(201));
  await page.locator('section[aria-labelledby="own-name"] button').click();
  await page.locator('#name-error').waitFor();
  await look('me-name-wrong', page);
}

async function candidate({ demo }, language, page, look) {
  const is = (id, values) => heading(page, language, id, values);

  await page.goto('/me');
  await is('me-title');
  for (const summary of await page.locator('summary').all()) await summary.click();
  await look('me', page);

  await page.goto('/me/shares');
  await is('shares-title');
  await look('shares', page);

  await page.goto('/me/shares/new');
  await is('share-new-title');
  await look('share-new', page);

  await page.goto(`/share/${UNKNOWN}`);
  await is('pin-title');
  await look('share-pin', page);

  await page.goto('/me/export');
  await is('export-title');
  await look('export', page);

  await page.goto('/me/history');
  await is('history-title');
  for (const summary of await page.locator('summary').all()) await summary.click();
  await look('history', page);

  await page.goto('/me/erase');
  await is('erase-title');
  await look('erase', page);
  await page.locator('input[name="confirm"]').fill('no');
  await page.keyboard.press('Enter');
  await page.locator('#confirm-error').waitFor();
  await look('erase-wrong', page);

  await page.goto(`/add/${UNKNOWN}`);
  await is('ended-nothing-title');
  await look('nothing', page);

  await page.goto(authorization(demo));
  await is('consent-title', { application: isolated('Demo Job Board') });
  await look('consent', page);

  await page.goto('/me/applications');
  await is('applications-title');
  await look('applications', page);

  await page.goto(authorization(demo).replace(demo.credentials.application.client_id, UNKNOWN));
  await is('problem-application-title');
  await look('bad-client', page);

  await page.goto('/demo/outbox');
  await is('outbox-title');
  await look('outbox', page);
}
