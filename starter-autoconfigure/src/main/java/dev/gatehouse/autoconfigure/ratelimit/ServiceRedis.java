package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.redis.RedisSettings;
import java.time.Duration;

/** The Redis that the service has been given for its data. */
@FunctionalInterface
interface ServiceRedis {

    RedisSettings settings(Duration connectTimeout);
}
