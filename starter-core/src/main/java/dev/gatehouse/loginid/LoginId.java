package dev.gatehouse.loginid;

/**
 * What a user is known by, in its one form. Made by {@link LoginIdNormalizer}. Immutable.
 *
 * @param kind user name or e-mail address
 * @param key the form to keep beside the original and to compare, by plain equality, also in SQL; ASCII, lower case
 */
public record LoginId(LoginIdKind kind, String key) {}
