// The column at the side: health, the rate limit as the last answer told it, and the last requests with their headers.

import {get, isSignedIn, onAnswer} from './api.js';
import {el, say} from './dom.js';

const KEPT = 12;
const EVERY = 5000;
const SHOWN = ['x-request-id', 'content-type', 'content-security-policy', 'x-content-type-options', 'x-frame-options',
    'referrer-policy', 'cache-control', 'ratelimit', 'ratelimit-policy', 'retry-after', 'www-authenticate',
    'x-api-version'];

const requests = document.getElementById('requests');
const limit = document.getElementById('limit');
const health = document.getElementById('health');

export function watch() {
    onAnswer(note);
    onAnswer(showLimit);
    document.getElementById('burst').addEventListener('click', burst);
    showHealth();
    setInterval(showHealth, EVERY);
}

function note({method, path, status, headers, took}) {
    if (path.startsWith('health')) {
        return;
    }
    const kind = status < 400 ? 'good' : status < 500 ? 'warn' : 'bad';
    const lines = SHOWN.filter((name) => headers.has(name))
        .flatMap((name) => [el('dt', {}, name), el('dd', {class: 'mono'}, headers.get(name))]);
    requests.prepend(el('li', {}, el('details', {},
        el('summary', {}, el('b', {class: kind}, String(status)), ` ${method} /${path} `,
            el('span', {class: 'quiet'}, `${took} ms`)),
        el('dl', {}, lines))));
    while (requests.children.length > KEPT) {
        requests.lastChild.remove();
    }
}

function showLimit({status, headers}) {
    const most = Number(headers.get('X-RateLimit-Limit'));
    if (!most) {
        return;
    }
    const left = Number(headers.get('X-RateLimit-Remaining'));
    const again = headers.get('X-RateLimit-Reset');
    limit.replaceChildren(
        el('meter', {min: 0, max: most, value: left, low: most / 5, 'aria-label': 'Requests left'}),
        el('p', {class: status === 429 ? 'bad' : ''},
            status === 429 ? `Refused. Again in ${headers.get('Retry-After')} s.` : `${left} of ${most} left`,
            el('span', {class: 'quiet'}, ` · full again in ${again} s`)));
}

async function burst() {
    const answers = await Promise.allSettled(Array.from({length: 20}, () => get('.well-known/jwks.json')));
    const refused = answers.filter((answer) => answer.reason?.status === 429).length;
    say(refused ? `${refused} of 20 were refused with 429.` : 'All 20 went through.');
}

function kindOf({status}) {
    return {UP: 'good', UNKNOWN: 'quiet', DEGRADED: 'warn'}[status] ?? 'bad';
}

/** What anybody may see, and the parts for those who may read them. */
async function showHealth() {
    if (document.hidden) {
        return;
    }
    try {
        const known = await (isSignedIn() ? get('health/detailed').catch(() => get('health')) : get('health'));
        health.replaceChildren(
            el('p', {class: kindOf(known)}, el('b', {}, known.status),
                el('span', {class: 'quiet'}, known.application ? ` · ${known.application}` : '')),
            el('dl', {class: 'parts'}, Object.entries(known.parts ?? {}).flatMap(([name, part]) =>
                [el('dt', {}, name), el('dd', {class: kindOf(part)}, part.status)])));
    } catch (problem) {
        health.replaceChildren(el('p', {class: 'bad'}, problem.message));
    }
}
