package dev.gatehouse.ratelimit.remote;

import java.time.Duration;

/**
 * How to deal with a store on another machine.
 *
 * @param timeBudget how long a decision waits for the store before it is taken without, 1 ms to 10 s
 * @param probeInterval how often a store that has failed is asked whether it is back, 100 ms to 1 min
 * @param refusalMemory how long a refused key is refused without asking again, at most until its tokens are back, 0 for
 *     never to 10 s; so long may it take until an operator's reset reaches every instance
 * @param rememberedRefusals how many refused keys are remembered at most, 1 to 10,000,000; about 300 bytes each
 */
public record RemoteStoreSettings(
        Duration timeBudget, Duration probeInterval, Duration refusalMemory, int rememberedRefusals) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public RemoteStoreSettings {
        check("time budget", timeBudget, Duration.ofMillis(1), Duration.ofSeconds(10));
        check("probe interval", probeInterval, Duration.ofMillis(100), Duration.ofMinutes(1));
        check("refusal memory", refusalMemory, Duration.ZERO, Duration.ofSeconds(10));
        if (rememberedRefusals < 1 || rememberedRefusals > 10_000_000) {
            throw new IllegalArgumentException(
                    rememberedRefusals + " is no number of refused keys to remember. Use 1 to 10000000.");
        }
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("The " + name + " of a rate limit's store is " + value.toMillis()
                    + " ms. Use " + least.toMillis() + " to " + most.toMillis() + " ms.");
        }
    }

    /**
     * Gives what suits a store in the same data centre.
     *
     * @return a time budget of 50 ms, a probe per second, a refusal remembered for a second, 100,000 of them
     */
    public static RemoteStoreSettings defaults() {
        return new RemoteStoreSettings(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(1), 100_000);
    }
}
