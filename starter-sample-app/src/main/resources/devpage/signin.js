// Sign in, with a second factor or a new password where they are asked for; register.

import {keepTokens, post} from './api.js';
import {card, el, form, say} from './dom.js';

export function signIn(done) {
    const place = el('div', {});
    const start = () => place.replaceChildren(card('Sign in', form([
        ['login', 'User name or e-mail', {autocomplete: 'username', autofocus: true}],
        ['password', 'Password', {type: 'password', autocomplete: 'current-password'}],
    ], 'Sign in', async (values) => next(await post('api/v1/auth/login', values)))));

    async function next(answer) {
        say('');
        if (answer.status === 'mfa_required') {
            place.replaceChildren(askForCode(answer.mfa_token));
        } else if (answer.status === 'password_change_required') {
            place.replaceChildren(askForPassword(answer.change_token));
        } else {
            keepTokens(answer);
            await done();
        }
    }

    function askForCode(token) {
        return card('Second factor', el('p', {class: 'quiet'}, 'The code of your app, or a recovery code.'), form([
            ['code', 'Code', {autocomplete: 'one-time-code', autofocus: true}],
        ], 'Continue', async ({code}) => next(await post('api/v1/auth/mfa/verify', /^\d{6}$/.test(code.trim())
            ? {mfa_token: token, code: code.trim()}
            : {mfa_token: token, recovery_code: code.trim()}))));
    }

    function askForPassword(token) {
        return card('Choose a password', el('p', {class: 'quiet'}, 'The one you used was for once only.'), form([
            ['current_password', 'Present password', {type: 'password', autocomplete: 'current-password'}],
            ['new_password', 'New password', {type: 'password', autocomplete: 'new-password', minlength: 12}],
        ], 'Save', async (values) => {
            await post('api/v1/auth/change-password', {...values, change_token: token});
            say('Saved. Sign in with the new password.');
            start();
        }));
    }

    start();
    return [place, register()];
}

function register() {
    return card('Register', form([
        ['username', 'User name', {autocomplete: 'off', minlength: 3, maxlength: 32}],
        ['email', 'E-mail', {type: 'email', autocomplete: 'off'}],
        ['display_name', 'Name', {autocomplete: 'off'}],
        ['password', 'Password', {type: 'password', autocomplete: 'new-password', minlength: 12}],
    ], 'Register', async (values) => {
        const answer = await post('api/v1/auth/register', values);
        say(`${answer.message} In development the mail is in the terminal of the service.`);
    }));
}
