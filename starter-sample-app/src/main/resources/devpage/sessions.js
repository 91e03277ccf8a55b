// Where the account is signed in, and how to end that.

import {del, get, post} from './api.js';
import {button, card, el, say, table, when} from './dom.js';

export async function sessions(again) {
    const answer = await get('api/v1/auth/sessions');
    const list = answer.content ?? answer;
    return [card('Sessions', table(['Device', 'Address', 'Since', 'Last seen', ''], list.map((session) => [
        session.label ?? session.user_agent ?? session.agent ?? 'unknown',
        session.ip, when(session.created_at ?? session.created), when(session.last_seen_at ?? session.last_seen),
        session.current ? el('span', {class: 'tag'}, 'this one') : button('End', async () => {
            await del(`api/v1/auth/sessions/${encodeURIComponent(session.id)}`);
            await again();
        }),
    ])), el('div', {class: 'actions'}, button('End all others', async () => {
        const ended = await post('api/v1/auth/logout-all', {keep_current: true});
        say(`${ended.revoked ?? ended.revoked_count ?? 0} ended.`);
        await again();
    })))];
}
