// Who is signed in, what that allows, and a new password.

import {get, keepTokens, post} from './api.js';
import {card, el, form, say, when} from './dom.js';

export async function account() {
    const me = await get('api/v1/users/me');
    return [
        card('You', el('p', {}, el('b', {}, me.display_name), ` · ${me.username} · ${me.email}`),
            el('p', {class: 'quiet'}, `Since ${when(me.created_at)}`),
            el('h3', {}, 'Permissions'),
            el('p', {}, (me.permissions ?? []).map((name) => el('span', {class: 'tag'}, name)),
                me.permissions?.length ? null : el('span', {class: 'quiet'}, 'None.'))),
        card('Sign in afresh', el('p', {class: 'quiet'},
            'Sensitive actions want a sign-in of the last few minutes: step-up authentication.'),
        stepUp()),
        card('Change the password', form([
            ['current_password', 'Present password', {type: 'password', autocomplete: 'current-password'}],
            ['new_password', 'New password', {type: 'password', autocomplete: 'new-password', minlength: 12}],
        ], 'Change', async (values) => {
            await post('api/v1/auth/change-password', values);
            say('Changed. Your other sessions have ended.');
        })),
    ];
}

/** Asks for the password once more; the session stays, its proof is new. */
export function stepUp(then = async () => say('Thank you.')) {
    return form([
        ['password', 'Password', {type: 'password', autocomplete: 'current-password'}],
        ['code', 'Code of the second factor, if you have one', {required: false, autocomplete: 'one-time-code'}],
    ], 'Continue', async ({password, code}) => {
        keepTokens(await post('api/v1/auth/reauthenticate', code ? {password, code} : {password}));
        await then();
    });
}
