package dev.gatehouse.token.jwt;

import java.time.Instant;

/**
 * What a genuine access token says. Immutable.
 *
 * @param grant for whom and what it was issued
 * @param id the id of this token, unique
 * @param keyId the key it was signed with
 * @param issuedAt when it was issued, whole seconds
 * @param expiresAt when it expires, whole seconds
 */
public record AccessToken(AccessGrant grant, String id, String keyId, Instant issuedAt, Instant expiresAt) {}
