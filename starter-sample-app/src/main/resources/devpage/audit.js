// Who did what, and whether anybody has touched the log since.

import {get} from './api.js';
import {button, card, el, form, say, table, when} from './dom.js';

export async function audit() {
    const place = el('div', {});
    let filter = {};

    async function load(cursor) {
        const query = new URLSearchParams(Object.entries({...filter, cursor, size: 50}).filter(([, value]) => value));
        const page = await get(`api/v1/audit-logs?${query}`);
        place.replaceChildren(table(['#', 'When', 'Who', 'What', 'On', 'Outcome', 'From'], page.content.map((row) => [
            row.seq, when(row.occurred_at),
            [row.actor_type, row.actor_id?.slice(-8)].filter(Boolean).join(' '),
            row.action, [row.target_type, row.target_id?.slice(-8)].filter(Boolean).join(' '),
            el('span', {class: /success/i.test(row.outcome) ? 'good' : 'warn'},
                [row.outcome, row.reason].filter(Boolean).join(': ')),
            row.ip,
        ])), page.next_cursor ? button('Older', () => load(page.next_cursor)) : '');
    }

    await load();
    return [card('Audit log',
        form([
            ['action', 'Action', {required: false}],
            ['actor', 'Actor', {required: false}],
        ], 'Find', async (values) => {
            filter = values;
            await load();
        }, 'row'),
        button('Verify the chain', async () => {
            const verdict = await get('api/v1/audit-logs/verify');
            say(verdict.ok ? 'The log is as it was written.' : `Row ${verdict.first_bad_seq} was changed.`,
                verdict.ok ? 'good' : 'bad');
        }),
        place)];
}
