package dev.gatehouse.sample.account;

import java.util.UUID;

/**
 * The owner has lost the second factor, and somebody who may do so takes it off. Published and handled inside the transaction
 * of that.
 *
 * @param userId whose
 */
public record SecondFactorMustGo(UUID userId) {}
