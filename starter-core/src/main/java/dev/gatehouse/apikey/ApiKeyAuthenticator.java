package dev.gatehouse.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.net.IpAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks API keys. The secret is compared first and in constant time, also for a key that does not exist: state and networks
 * are told apart only for who holds the secret. Thread-safe.
 */
public final class ApiKeyAuthenticator {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyAuthenticator.class);

    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_TOUCHED = 10_000;
    private static final String NO_HASH = "0".repeat(64);

    private final ApiKeyCodec codec;
    private final ApiKeyStore store;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Instant> warned = new AtomicReference<>();

    /** When the use of a key was noted last, or could not be: of parallel requests one notes it. */
    private final Cache<String, Instant> touched;

    /**
     * Creates the check.
     *
     * @param codec reads the keys
     * @param store keeps them
     * @param clock tells the time
     */
    public ApiKeyAuthenticator(ApiKeyCodec codec, ApiKeyStore store, InstantSource clock) {
        this.codec = codec;
        this.store = store;
        this.clock = clock;
        this.touched = Caffeine.newBuilder().maximumSize(MAX_TOUCHED).build();
    }

    /**
     * Checks a key.
     *
     * @param presented any text
     * @param address where the request comes from; null if unknown, and then a key with networks is refused
     * @return the outcome
     */
    public ApiKeyDecision authenticate(String presented, @Nullable IpAddress address) {
        PresentedApiKey parsed = codec.parse(presented);
        if (parsed == null) {
            return new ApiKeyDecision(ApiKeyStatus.MALFORMED, null, null);
        }
        ApiKeyRecord key = store.find(parsed.id());
        boolean right = MessageDigest.isEqual(
                parsed.secretHash().getBytes(US_ASCII), (key == null ? NO_HASH : key.secretHash()).getBytes(US_ASCII));
        if (key == null) {
            return new ApiKeyDecision(ApiKeyStatus.UNKNOWN, null, null);
        }
        Instant now = clock.instant();
        ApiKeyStatus status = right ? state(key, address, now) : ApiKeyStatus.WRONG_SECRET;
        if (status != ApiKeyStatus.ACCEPTED) {
            return new ApiKeyDecision(status, null, key.id());
        }
        touch(key, now, address);
        return new ApiKeyDecision(ApiKeyStatus.ACCEPTED, key, key.id());
    }

    private static ApiKeyStatus state(ApiKeyRecord key, @Nullable IpAddress address, Instant now) {
        if (key.revokedAt() != null) {
            return ApiKeyStatus.REVOKED;
        }
        if (!now.isBefore(key.expiresAt())) {
            return ApiKeyStatus.EXPIRED;
        }
        boolean near = key.allowedNetworks().isEmpty()
                || (address != null && key.allowedNetworks().contains(address));
        return near ? ApiKeyStatus.ACCEPTED : ApiKeyStatus.FOREIGN_NETWORK;
    }

    private void touch(ApiKeyRecord key, Instant now, @Nullable IpAddress address) {
        if (isRecent(key.lastUsedAt(), now) || !isFirst(key.id(), now)) {
            return;
        }
        try {
            store.touch(key.id(), now, address);
        } catch (RuntimeException e) {
            warn(key.id(), now, e);
        }
    }

    private boolean isFirst(String id, Instant now) {
        Instant last = touched.getIfPresent(id);
        if (isRecent(last, now)) {
            return false;
        }
        return last == null
                ? touched.asMap().putIfAbsent(id, now) == null
                : touched.asMap().replace(id, last, now);
    }

    /** A store that fails does so for every key. */
    private void warn(String id, Instant now, RuntimeException e) {
        Instant last = warned.get();
        if (!isRecent(last, now) && warned.compareAndSet(last, now)) {
            log.warn(
                    "The use of the API key {} could not be noted. It is accepted all the same. Others may be"
                            + " concerned; the next line of this is in a minute at the earliest.",
                    id,
                    e);
        }
    }

    private static boolean isRecent(@Nullable Instant last, Instant now) {
        return last != null && now.isBefore(last.plus(TOUCH_INTERVAL));
    }
}
