package dev.gatehouse.ratelimit;

import dev.gatehouse.net.ClientAddressResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says under which key a request is counted. Each one has a scope, by which rules name it. Thread-safe. */
public interface KeyResolver {

    /**
     * Counts all requests together.
     *
     * @return the resolver of the scope {@code global}
     */
    static KeyResolver global() {
        return new GlobalKeyResolver();
    }

    /**
     * Counts by the address of the client.
     *
     * @param addresses tells the address
     * @param ipv6Prefix how many bits of an IPv6 address make one client, 32 to 128; a client can choose the rest
     * @return the resolver of the scope {@code ip}
     * @throws IllegalArgumentException if the prefix is out of range
     */
    static KeyResolver ip(ClientAddressResolver addresses, int ipv6Prefix) {
        return new IpKeyResolver(addresses, ipv6Prefix);
    }

    /**
     * Counts by the authenticated user. A name of more than 100 characters is replaced by its digest.
     *
     * @param principals tells who sent a request, null for nobody in particular
     * @return the resolver of the scope {@code user}
     */
    static KeyResolver user(Function<HttpServletRequest, @Nullable Principal> principals) {
        return new UserKeyResolver(principals);
    }

    /**
     * Counts by the API key of an authenticated request, as the digest of the header's value without blanks around it.
     * A request with several such headers is counted by its user. The application has to check the key: where it
     * authenticates a request by something else and does not look at the header, a client could send another one each
     * time.
     *
     * @param header the header that holds the key and nothing else
     * @param principals tells who sent a request, null for nobody in particular
     * @return the resolver of the scope {@code api-key}
     */
    static KeyResolver apiKey(String header, Function<HttpServletRequest, @Nullable Principal> principals) {
        return new ApiKeyResolver(header, principals);
    }

    /**
     * Names the scope.
     *
     * @return the name, the same at each call
     */
    String scope();

    /**
     * Tells from which stage on the key is known. Rules of the configuration are checked at that stage.
     *
     * @return the stage, the same at each call; the first one unless said
     */
    default RateLimitStage stage() {
        return RateLimitStage.BEFORE_AUTHENTICATION;
    }

    /**
     * Finds the key.
     *
     * @param request the request
     * @return an immutable value with {@code equals} and {@code hashCode}, whose text is short and never a secret; null
     *     if the request has no key of this scope, and then limits of this scope do not apply to it
     */
    @Nullable
    Object resolve(HttpServletRequest request);

    /**
     * Tells whether requests without a key are nothing unusual, e.g. those of nobody in particular where the key is the
     * user.
     *
     * @return false unless they are; then the first such request is logged as a warning
     */
    default boolean isOptional() {
        return false;
    }

    /**
     * Finds the key that an operator means.
     *
     * @param text the text of a key, as {@link Object#toString()} gives it
     * @return the key that {@link #resolve} gives for such requests
     * @throws IllegalArgumentException if there is no such key, with a message that says what to write
     */
    default Object parse(String text) {
        return text;
    }
}
