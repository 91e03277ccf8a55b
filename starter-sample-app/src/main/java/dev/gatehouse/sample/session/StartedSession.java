package dev.gatehouse.sample.session;

import dev.gatehouse.token.OpaqueToken;

/**
 * A session and the refresh token that goes on with it.
 *
 * @param session the session
 * @param refreshToken the only copy of it
 */
record StartedSession(Session session, OpaqueToken refreshToken) {}
