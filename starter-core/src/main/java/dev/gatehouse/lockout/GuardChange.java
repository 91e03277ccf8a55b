package dev.gatehouse.lockout;

/**
 * What an update did.
 *
 * @param before the state it found
 * @param after the state it left
 */
public record GuardChange(GuardState before, GuardState after) {}
