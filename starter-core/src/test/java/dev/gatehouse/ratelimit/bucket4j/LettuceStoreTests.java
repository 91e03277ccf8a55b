package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.redis.RedisServerProcess;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;

/** A back end that answers later: Bucket4j's own way to keep buckets in Redis. */
class LettuceStoreTests extends ProxyManagerStoreContract {

    private static final RedisServerProcess SERVER = RedisServerProcess.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());

    LettuceStoreTests() {
        super(Bucket4jLettuce.casBasedBuilder(CLIENT).build().withMapper(key -> key.getBytes(StandardCharsets.UTF_8)));
    }

    /** It writes what nobody changed meanwhile, and tries again: with all the threads it tries most of the time. */
    @Override
    protected int threads() {
        return Boolean.getBoolean("dev.gatehouse.proof") ? super.threads() : 16;
    }

    @AfterAll
    static void stop() {
        CLIENT.shutdown();
        SERVER.close();
    }
}
