package dev.gatehouse.flag.openfeature;

import dev.gatehouse.digest.Sha256;
import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.ClientAddressResolver;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Value;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes contexts with the {@link ContextAttributes}. The targeting key is the first that is known of user, API key and
 * client address, with a prefix so that none can pass for another. Immutable, thread-safe.
 */
public final class StandardRequestContexts implements RequestContexts {

    private static final int DIGEST_BYTES = 16;

    private final ClientAddressResolver addresses;
    private final String apiKeyHeader;

    /**
     * Creates the contexts.
     *
     * @param addresses tells the address of a client
     * @param apiKeyHeader the header that holds an API key
     */
    public StandardRequestContexts(ClientAddressResolver addresses, String apiKeyHeader) {
        this.addresses = addresses;
        this.apiKeyHeader = apiKeyHeader;
    }

    @Override
    public EvaluationContext of(HttpServletRequest request) {
        Map<String, Value> attributes = new HashMap<>();
        String targetingKey = null;
        ClientAddress address = addresses.resolve(request);
        if (address.isKnown()) {
            targetingKey = put(attributes, ContextAttributes.CLIENT_ADDRESS, address.toString());
        }
        String apiKey = request.getHeader(apiKeyHeader);
        if (apiKey != null && !apiKey.isBlank()) {
            targetingKey = put(attributes, ContextAttributes.API_KEY, Sha256.hex(apiKey.strip(), DIGEST_BYTES));
        }
        Principal user = request.getUserPrincipal();
        if (user != null && user.getName() != null) {
            targetingKey = put(attributes, ContextAttributes.USER, user.getName());
        }
        attributes.put(ContextAttributes.METHOD, new Value(request.getMethod()));
        return targetingKey == null ? new ImmutableContext(attributes) : new ImmutableContext(targetingKey, attributes);
    }

    private static String put(Map<String, Value> attributes, String name, String value) {
        attributes.put(name, new Value(value));
        return targetingKey(name, value);
    }

    static String targetingKey(String attribute, String value) {
        return attribute + ":" + value;
    }
}
