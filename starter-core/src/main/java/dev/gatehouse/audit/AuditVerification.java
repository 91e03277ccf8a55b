package dev.gatehouse.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param intact whether all rows are there as they were written
 * @param firstBadSequence the number of the first row that was changed, or in whose link one was added or left out; null if
 *     intact, or if it is only the end that is missing
 * @param unsealedRows rows after the last link, whose order and number nothing proves yet
 */
public record AuditVerification(boolean intact, @Nullable Long firstBadSequence, int unsealedRows) {}
