package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditOrigin;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who acts in the running request, and from where. Without a request it is the service itself. */
@Component
class AuditContext {

    private static final int MAX_AGENT = 256;

    private final ObjectProvider<ClientAddressResolver> addresses;

    /** The resolver is missing where Gatehouse is switched off. */
    AuditContext(ObjectProvider<ClientAddressResolver> addresses) {
        this.addresses = addresses;
    }

    Actor actor() {
        return request() == null ? Actor.SYSTEM : Actor.ANONYMOUS;
    }

    AuditOrigin origin(Actor actor) {
        HttpServletRequest request = request();
        if (request == null) {
            return AuditOrigin.INTERNAL;
        }
        return new AuditOrigin(
                actor.sessionId(),
                actor.apiKeyId(),
                RequestAttributes.text(request, RequestAttributes.REQUEST_ID),
                address(request),
                shortened(request.getHeader("User-Agent")),
                null);
    }

    private String address(HttpServletRequest request) {
        ClientAddressResolver resolver = addresses.getIfAvailable();
        return resolver == null
                ? request.getRemoteAddr()
                : resolver.resolve(request).toString();
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }

    private static @Nullable String shortened(@Nullable String agent) {
        return agent == null || agent.length() <= MAX_AGENT ? agent : agent.substring(0, MAX_AGENT);
    }

    /** Who acts, and with which session or key. */
    record Actor(
            String type,
            @Nullable String id,
            @Nullable String onBehalfOf,
            @Nullable String sessionId,
            @Nullable String apiKeyId) {

        static final Actor SYSTEM = new Actor("system", null, null, null, null);
        static final Actor ANONYMOUS = new Actor("anonymous", null, null, null, null);

        static Actor user(UUID id, @Nullable UUID sessionId) {
            return new Actor("user", id.toString(), null, sessionId == null ? null : sessionId.toString(), null);
        }
    }
}
