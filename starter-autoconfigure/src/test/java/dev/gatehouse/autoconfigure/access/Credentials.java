package dev.gatehouse.autoconfigure.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.apikey.ApiKeyAuthenticator;
import dev.gatehouse.apikey.ApiKeyCodec;
import dev.gatehouse.apikey.ApiKeyRecord;
import dev.gatehouse.apikey.MemoryApiKeyStore;
import dev.gatehouse.apikey.NewApiKey;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.token.jwt.AccessGrant;
import dev.gatehouse.token.jwt.JwtIssuer;
import dev.gatehouse.token.jwt.JwtSettings;
import dev.gatehouse.token.jwt.JwtVerifier;
import dev.gatehouse.token.jwt.KeyRing;
import dev.gatehouse.token.jwt.KeyState;
import dev.gatehouse.token.jwt.SigningKey;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Users, sessions and keys of a service under test, and tokens for them, genuine and forged. */
final class Credentials implements LivePermissions {

    static final String ISSUER = "https://id.example.com";

    private static final byte[] SECRET = "0123456789abcdef0123456789ABCDEF".getBytes(UTF_8);

    private final Clock clock = Clock.systemUTC();
    private final JwtSettings settings = JwtSettings.of(ISSUER);
    private final KeyRing ring = KeyRing.of(List.of(SigningKey.symmetric("k1", KeyState.ACTIVE, SECRET)));
    private final ApiKeyCodec codec = new ApiKeyCodec("gh", "test");
    private final MemoryApiKeyStore keys = new MemoryApiKeyStore();

    private final Map<UUID, Set<String>> users = new ConcurrentHashMap<>();
    private final Map<UUID, UUID> sessions = new ConcurrentHashMap<>();
    private final Set<UUID> withSecondFactor = ConcurrentHashMap.newKeySet();
    final AtomicInteger asked = new AtomicInteger();

    /** A user with one session. */
    record User(UUID id, UUID session) {}

    User user(String... permissions) {
        User user = new User(UUID.randomUUID(), UUID.randomUUID());
        users.put(user.id(), Set.of(permissions));
        sessions.put(user.session(), user.id());
        return user;
    }

    void grant(User user, String... permissions) {
        users.put(user.id(), Set.of(permissions));
    }

    void endSession(User user) {
        sessions.remove(user.session());
    }

    void disable(User user) {
        users.remove(user.id());
    }

    void addSecondFactor(User user) {
        withSecondFactor.add(user.id());
    }

    String bearer(User user) {
        return bearer(user, Duration.ZERO, "pwd");
    }

    String bearer(User user, Duration since, String... methods) {
        return "Bearer " + token(user, clock, since, null, methods);
    }

    String actingFor(User user, UUID actor) {
        return "Bearer " + token(user, clock, Duration.ZERO, actor, "pwd");
    }

    String expired(User user) {
        return "Bearer " + token(user, Clock.offset(clock, Duration.ofHours(-1)), Duration.ZERO, null, "pwd");
    }

    private String token(User user, Clock at, Duration since, @Nullable UUID actor, String... methods) {
        Instant authTime = at.instant().minus(since);
        AccessGrant grant = new AccessGrant(user.id(), user.session(), authTime, List.of(methods), actor);
        return new JwtIssuer(settings, () -> ring, at).issue(grant).value();
    }

    /** A token that nobody but the holder of the key could sign, with a payload that no issuer of ours writes. */
    String forged(String header, String payload) {
        try {
            String input = base64(header) + "." + base64(payload);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return "Bearer " + input + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    String apiKey(User owner, String... scopes) {
        NewApiKey key = codec.generate();
        keys.put(new ApiKeyRecord(
                key.id(),
                key.secretHash(),
                owner.id().toString(),
                Set.of(scopes),
                CidrSet.empty(),
                clock.instant().plusSeconds(60),
                null,
                null));
        return key.value();
    }

    @Override
    public @Nullable Set<String> ofSession(UUID userId, UUID sessionId) {
        asked.incrementAndGet();
        return userId.equals(sessions.get(sessionId)) ? users.get(userId) : null;
    }

    @Override
    public @Nullable Set<String> ofUser(UUID userId) {
        asked.incrementAndGet();
        return users.get(userId);
    }

    @Override
    public boolean hasSecondFactor(UUID userId) {
        return withSecondFactor.contains(userId);
    }

    /** The beans that a service has of them. */
    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Credentials credentials() {
            return new Credentials();
        }

        @Bean
        JwtVerifier jwtVerifier(Credentials credentials) {
            return new JwtVerifier(credentials.settings, () -> credentials.ring, credentials.clock);
        }

        @Bean
        ApiKeyAuthenticator apiKeyAuthenticator(Credentials credentials) {
            return new ApiKeyAuthenticator(credentials.codec, credentials.keys, credentials.clock);
        }
    }
}
