// The demo's partner, as it speaks over HTTP.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

/// What the partner says of people. The names are its own, so that a page that tells too much is found out.
export const SENT = {
  full_name: 'Citra Dewi Larasati',
  employment: [
    {
      organisation: 'Kopi Nusantara',
      role_classification: 'Hospitality',
      role_title: 'Shift Supervisor',
      start_date: '2019-03',
      end_date: '2021-08',
      last_processed_month: '2021-09',
    },
    {
      organisation: 'Sagrada Textiles',
      role_title: 'Production Planner',
      start_date: '2021-10',
      last_processed_month: '2025-01',
    },
  ],
};

export const CHAIN = [{ name: 'Payroll Bridge' }, { name: 'Regional Bureau' }];

export class Partner {
  static async of(demo) {
    const { client_id, client_secret } = demo.credentials.partner;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id,
      client_secret,
      scope: 'write.career_history',
    });
    const answer = await fetch(`${demo.origin}/api/partner/v1/oauth/token.json`, { method: 'POST', body });
    assert.equal(answer.status, 200);
    const partner = new Partner();
    partner.origin = demo.origin;
    partner.authorization = `Bearer ${(await answer.json()).access_token}`;
    return partner;
  }

  /// Submits a credential under a new id: the id, and the link for the person.
  async push() {
    const id = randomUUID();
    const answer = await fetch(`${this.origin}/api/partner/v2/add/requests/career_history`, {
      method: 'POST',
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ credential_id: id, fields: SENT, partner_chain: CHAIN }),
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    return { id, link: (await answer.json()).redirect_uri };
  }

  async status(id) {
    const answer = await fetch(`${this.origin}/api/partner/v1/submissions/${id}/status.json`, {
      headers: { authorization: this.authorization },
    });
    assert.equal(answer.status, 200);
    return answer.json();
  }
}

/// The path that a link leads to.
export function pathOf(link) {
  return `/add/${new URLSearchParams(new URL(link).hash.slice(1)).get('content')}`;
}
