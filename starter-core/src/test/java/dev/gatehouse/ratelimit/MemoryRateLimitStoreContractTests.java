package dev.gatehouse.ratelimit;

class MemoryRateLimitStoreContractTests extends RateLimitStoreContract {

    private final RateLimitStore store = new MemoryRateLimitStore(10_000);

    @Override
    protected RateLimitStore store() {
        return store;
    }
}
