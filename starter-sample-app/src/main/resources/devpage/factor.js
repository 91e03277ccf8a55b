// The second factor: set-up with a QR code, recovery codes, removal.

import {del, get, post} from './api.js';
import {button, card, el, form, say} from './dom.js';
import {stepUp} from './account.js';

export async function factor(again) {
    const state = await get('api/v1/auth/mfa');
    return [state.enabled ? enabled(state, again) : disabled(again)];
}

function disabled(again) {
    const place = card('Second factor', el('p', {}, 'Not set up. With it, a stolen password is not enough.'));
    place.append(button('Set up', () => begin(place, again), 'main'));
    return place;
}

async function begin(place, again) {
    let setUp;
    try {
        setUp = await post('api/v1/auth/setup-mfa');
    } catch (problem) {
        if (problem.code !== 'step_up_required') {
            throw problem;
        }
        place.replaceChildren(el('h2', {}, 'Sign in afresh'), stepUp(() => begin(place, again)));
        return;
    }
    place.replaceChildren(el('h2', {}, 'Second factor'),
        el('p', {}, 'Scan this with an authenticator app, or type the secret into it.'),
        el('img', {src: setUp.qr_png, alt: 'QR code with the secret', class: 'qr', id: 'qr'}),
        el('p', {class: 'mono', id: 'secret'}, setUp.secret),
        form([['code', 'Code that the app shows', {autocomplete: 'one-time-code', inputmode: 'numeric'}]], 'Confirm',
            async (values) => {
                showCodes(place, (await post('api/v1/auth/verify-mfa-setup', values)).recovery_codes, again);
            }));
}

function showCodes(place, codes, again) {
    say('');
    place.replaceChildren(el('h2', {}, 'Recovery codes'),
        el('p', {}, 'Each is good once, in place of a code of the app. They are not shown again.'),
        el('ol', {class: 'codes', id: 'codes'}, codes.map((code) => el('li', {}, code))),
        button('I have kept them', again, 'main'));
}

function enabled(state, again) {
    const place = card('Second factor', el('p', {class: 'good'}, 'On.'),
        el('p', {}, `${state.recovery_codes_left} recovery codes left.`));
    place.append(
        el('h3', {}, 'New recovery codes'),
        form([['code', 'Code', {autocomplete: 'one-time-code'}]], 'Renew', async (values) =>
            showCodes(place, (await post('api/v1/auth/mfa/recovery-codes', values)).recovery_codes, again)),
        el('h3', {}, 'Switch off'),
        form([
            ['password', 'Password', {type: 'password', autocomplete: 'current-password'}],
            ['code', 'Code', {autocomplete: 'one-time-code'}],
        ], 'Switch off', async (values) => {
            await del('api/v1/auth/mfa', values);
            say('The second factor is off.');
            await again();
        }),
        el('h3', {}, 'Sign in afresh'), stepUp());
    return place;
}
