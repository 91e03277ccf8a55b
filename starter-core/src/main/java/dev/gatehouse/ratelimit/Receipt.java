package dev.gatehouse.ratelimit;

/**
 * What a store hands out with a decision to know again where it counted a charge, if it could have been at several places.
 * Means something to that store only.
 */
public interface Receipt {}
