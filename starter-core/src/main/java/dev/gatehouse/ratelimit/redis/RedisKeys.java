package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.remote.BucketNames;
import org.jspecify.annotations.Nullable;

/** Names keys: {@code <prefix>{<rule>:<subject>}}. Only what is in braces says on which node of a Cluster a key is. */
final class RedisKeys {

    private final String start;
    private final String blocked;

    RedisKeys(String prefix) {
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new IllegalArgumentException("The key prefix '" + prefix
                    + "' holds a brace. Leave braces to the keys: they say where a key is kept.");
        }
        this.start = prefix + '{';
        this.blocked = prefix + "blocked";
    }

    String of(BucketKey key) {
        return start + BucketNames.of(key) + '}';
    }

    /** Gives the key of the list of blocked keys. */
    String blocked() {
        return blocked;
    }

    /** Reads a name back; null if it is none. */
    @Nullable
    BucketKey parse(String name) {
        return name.startsWith(start) && name.endsWith("}")
                ? BucketNames.parse(name.substring(start.length(), name.length() - 1))
                : null;
    }
}
