// Where the links in mails lead: nothing happens before their button is pressed. The token is behind the #, which no server sees.

import {post} from './api.js';
import {card, el, form, say} from './dom.js';

const FORMS = {
    'verify-email': ['Confirm your e-mail address', [], 'Confirm',
        (values) => post('api/v1/auth/verify-email', values), 'The address is confirmed. You can sign in.'],
    'confirm-email': ['Confirm your new e-mail address', [], 'Confirm',
        (values) => post('api/v1/users/me/email/confirm', values), 'The address is the new one. You can sign in with it.'],
    'reset-password': ['Choose a password', [
        ['new_password', 'New password', {type: 'password', autocomplete: 'new-password', minlength: 12, autofocus: true}],
    ], 'Save', (values) => post('api/v1/auth/reset-password', values), 'Saved. Sign in with the new password.'],
    'forgot-password': ['Choose another password', [
        ['email', 'E-mail', {type: 'email', autocomplete: 'email', autofocus: true}],
    ], 'Send a link', ({email}) => post('api/v1/auth/request-password-reset', {email}),
        'If that can be done, a mail is on its way: in development, to the terminal of the service.'],
};

/** What the address of the page asks for; null if it is no link of a mail. */
export function link(done) {
    const wanted = FORMS[location.pathname.split('/').pop()];
    if (!wanted) {
        return null;
    }
    const [title, fields, action, send, told] = wanted;
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    return card(title, form(fields, action, async (values) => {
        await send({...values, token});
        history.replaceState(null, '', './');
        await done();
        say(told);
    }), el('p', {}, el('a', {href: './'}, 'Leave it')));
}
