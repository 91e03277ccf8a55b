// Which role has which permission.

import {get} from './api.js';
import {card, el, table} from './dom.js';

export async function roles() {
    const [roleList, permissionList] = await Promise.all([get('api/v1/roles?size=100'), get('api/v1/permissions')]);
    const known = roleList.content ?? roleList;
    const permissions = permissionList.content ?? permissionList;
    return [card('Roles and permissions', table(
        ['Permission', ...known.map((role) => role.name)],
        permissions.map((permission) => [
            el('span', {}, el('code', {}, permission.name), el('br', {}),
                el('span', {class: 'quiet'}, permission.description)),
            ...known.map((role) => has(role, permission) ? el('span', {class: 'good', title: 'has it'}, '●') : ''),
        ]), 'matrix'))];
}

function has(role, permission) {
    const names = role.permissions ?? role.effective_permissions ?? [];
    return names.some((one) => one === '*' || one === permission.name || one.name === permission.name)
        || (role.permission_ids ?? []).includes(permission.id);
}
