// Which role has which permission.

import {get} from './api.js';
import {card, el, table} from './dom.js';

export async function roles() {
    const [known, permissions] = await Promise.all([get('api/v1/roles'), get('api/v1/permissions')]);
    return [card('Roles and permissions', table(
        ['Permission', ...known.map((role) => role.name)],
        permissions.map((permission) => [
            el('span', {}, el('code', {}, permission.name), el('br', {}),
                el('span', {class: 'quiet'}, permission.description)),
            ...known.map((role) => has(role, permission) ? el('span', {class: 'good', title: 'has it'}, '●') : ''),
        ]), 'matrix'))];
}

function has(role, permission) {
    return role.effective_permissions.includes(permission.name);
}
