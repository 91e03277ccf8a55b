package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.redis.RedisServerProcess;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** A back end that answers later: Bucket4j's own way to keep buckets in Redis. */
@Tag("alone")
class LettuceStoreTests extends ProxyManagerStoreContract {

    private static final RedisServerProcess SERVER = RedisServerProcess.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());

    LettuceStoreTests() {
        super(Bucket4jLettuce.casBasedBuilder(CLIENT).build().withMapper(key -> key.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void stop() {
        CLIENT.shutdown();
        SERVER.close();
    }
}
