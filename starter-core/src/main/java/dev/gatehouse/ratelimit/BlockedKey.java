package dev.gatehouse.ratelimit;

import java.time.Instant;

/**
 * A key that is blocked by a penalty.
 *
 * @param rule the id of the rule
 * @param subject the text of the key's subject
 * @param until when the block ends
 * @param blocks how many blocks the key has had, this one included
 */
public record BlockedKey(String rule, String subject, Instant until, int blocks) {}
