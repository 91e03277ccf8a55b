package dev.gatehouse.ratelimit.bucket4j;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.caffeine.Bucket4jCaffeine;

/** A back end that makes callers wait. */
class CaffeineStoreTests extends ProxyManagerStoreContract {

    CaffeineStoreTests() {
        super(Bucket4jCaffeine.<String>builderFor(Caffeine.newBuilder()).build());
    }
}
