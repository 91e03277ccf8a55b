// Where the account is signed in, and how to end that.

import {del, get, post} from './api.js';
import {button, card, el, say, table, when} from './dom.js';

export async function sessions(again) {
    const answer = await get('api/v1/auth/sessions');
    return [card('Sessions', table(['Device', 'Address', 'Since', 'Last seen', ''], answer.content.map((session) => [
        session.label ?? session.user_agent ?? 'unknown',
        session.ip, when(session.created_at), when(session.last_seen_at),
        session.current ? el('span', {class: 'tag'}, 'this one') : button('End', async () => {
            await del(`api/v1/auth/sessions/${encodeURIComponent(session.id)}`);
            await again();
        }),
    ])), el('div', {class: 'actions'}, button('End all others', async () => {
        const ended = await post('api/v1/auth/logout-all', {keep_current: true});
        say(`${ended.revoked} ended.`);
        await again();
    })))];
}
