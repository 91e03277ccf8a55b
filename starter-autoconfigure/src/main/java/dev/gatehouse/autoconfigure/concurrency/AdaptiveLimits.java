package dev.gatehouse.autoconfigure.concurrency;

import dev.gatehouse.concurrency.ConcurrencyLimit;

/** Makes limits that find their own height; there where the library for it is on the class path. */
@FunctionalInterface
interface AdaptiveLimits {

    ConcurrencyLimit between(int minimum, int maximum);
}
