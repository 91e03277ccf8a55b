// Calls the service. The access token lives in memory only: nothing that a script of others could find later is kept.

let accessToken = null;
let refreshToken = null;
let refreshing = null;
const listeners = [];

/** An answer that is no success; `problem` is what the service said (RFC 9457). */
export class Refused extends Error {
    constructor(status, problem) {
        const details = (problem.details ?? []).map((d) => `${d.field}: ${d.message}`).join('; ');
        super([problem.message ?? `Status ${status}`, details].filter(Boolean).join(' '));
        this.status = status;
        this.code = problem.error_code;
        this.problem = problem;
    }
}

/** Tells every answer with its headers to the listener. */
export function onAnswer(listener) {
    listeners.push(listener);
}

export function keepTokens(answer) {
    accessToken = answer.access_token;
    refreshToken = answer.refresh_token ?? refreshToken;
}

export function forgetTokens() {
    accessToken = null;
    refreshToken = null;
}

export function isSignedIn() {
    return accessToken !== null;
}

export function takeRefreshToken() {
    return refreshToken;
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body ?? {});
export const del = (path, body) => call('DELETE', path, body);

async function call(method, path, body) {
    let answer = await send(method, path, body);
    if (answer.status === 401 && refreshToken && accessToken && await isStale(answer)) {
        await refresh();
        answer = await send(method, path, body);
    }
    return result(answer);
}

/** Asks for no new token when the password was wrong or a fresh sign-in is wanted. */
async function isStale(answer) {
    const problem = await answer.clone().json().catch(() => ({}));
    return problem.error_code === 'unauthenticated';
}

/** One at a time: a refresh token that comes twice ends the session. */
function refresh() {
    refreshing ??= (async () => {
        try {
            keepTokens(await result(await send('POST', 'api/v1/auth/refresh', {refresh_token: refreshToken}, false)));
        } catch (problem) {
            forgetTokens();
            throw problem;
        } finally {
            refreshing = null;
        }
    })();
    return refreshing;
}

async function send(method, path, body, signed = true) {
    const headers = {Accept: 'application/json, application/problem+json'};
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    if (accessToken && signed) {
        headers.Authorization = `Bearer ${accessToken}`;
    }
    const began = performance.now();
    const answer = await fetch(path, {
        method, headers, credentials: 'same-origin', cache: 'no-store',
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const took = Math.round(performance.now() - began);
    listeners.forEach((listener) => listener({method, path, status: answer.status, headers: answer.headers, took}));
    return answer;
}

async function result(answer) {
    const text = await answer.text();
    const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
    const value = text && isJson ? JSON.parse(text) : null;
    if (!answer.ok) {
        throw new Refused(answer.status, value ?? {});
    }
    return value;
}
