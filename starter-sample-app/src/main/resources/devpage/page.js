// What is on the page: a tab for each thing, and beside it what the library does to every request.

import {forgetTokens, get, isSignedIn, post, takeRefreshToken} from './api.js';
import {el, say} from './dom.js';
import {watch} from './watch.js';
import {account} from './account.js';
import {audit} from './audit.js';
import {link} from './links.js';
import {factor} from './factor.js';
import {roles} from './roles.js';
import {sessions} from './sessions.js';
import {signIn} from './signin.js';

const TABS = [
    ['account', 'Account', account],
    ['factor', 'Second factor', factor],
    ['sessions', 'Sessions', sessions],
    ['roles', 'Roles', roles],
    ['audit', 'Audit log', audit],
];

const main = document.getElementById('main');
const tabs = document.getElementById('tabs');
const who = document.getElementById('who');
const signOut = document.getElementById('sign-out');

async function show() {
    const followed = link(show);
    if (followed) {
        main.replaceChildren(followed);
        return;
    }
    const chosen = TABS.find(([id]) => `#${id}` === location.hash) ?? TABS[0];
    tabs.replaceChildren(...(isSignedIn() ? TABS.map(([id, label]) =>
        el('a', {href: `#${id}`, 'aria-current': id === chosen[0] ? 'page' : null}, label)) : []));
    signOut.hidden = !isSignedIn();
    if (!isSignedIn()) {
        who.textContent = 'Not signed in';
        main.replaceChildren(...signIn(signedIn));
        return;
    }
    try {
        main.replaceChildren(...await chosen[2](show));
    } catch (problem) {
        main.replaceChildren();
        say(problem.message, 'bad');
        if (!isSignedIn()) {
            await show();
        }
    }
}

async function signedIn() {
    say('');
    const me = await get('api/v1/users/me');
    who.textContent = me.display_name ?? me.username;
    await show();
    main.focus({preventScroll: true});
}

signOut.addEventListener('click', async () => {
    try {
        await post('api/v1/auth/logout', {refresh_token: takeRefreshToken()});
    } finally {
        forgetTokens();
        say('Signed out.');
        await show();
    }
});

window.addEventListener('hashchange', () => {
    say('');
    show();
});
watch();
show();
