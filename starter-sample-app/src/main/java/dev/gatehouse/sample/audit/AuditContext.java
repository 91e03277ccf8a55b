package dev.gatehouse.sample.audit;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.audit.AuditOrigin;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
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

    private final ObjectProvider<CurrentCaller> callers;
    private final ObjectProvider<ClientAddressResolver> addresses;

    /** Both are missing where Gatehouse is switched off. */
    AuditContext(ObjectProvider<CurrentCaller> callers, ObjectProvider<ClientAddressResolver> addresses) {
        this.callers = callers;
        this.addresses = addresses;
    }

    Actor actor() {
        if (request() == null) {
            return Actor.SYSTEM;
        }
        CurrentCaller current = callers.getIfAvailable();
        return current == null ? Actor.ANONYMOUS : current.get().map(Actor::of).orElse(Actor.ANONYMOUS);
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

        /** Who acts for somebody else is the actor, not the one it looks like. */
        static Actor of(Caller caller) {
            UUID acting = caller.actingUserId();
            return new Actor(
                    caller.isApiKey() ? "api_key" : "user",
                    (acting == null ? caller.userId() : acting).toString(),
                    acting == null ? null : caller.userId().toString(),
                    Objects.toString(caller.sessionId(), null),
                    caller.apiKeyId());
        }

        static Actor apiKey(UUID ownerId, String keyId) {
            return new Actor("api_key", ownerId.toString(), null, null, keyId);
        }

        static Actor user(UUID id, @Nullable UUID sessionId) {
            return new Actor("user", id.toString(), null, Objects.toString(sessionId, null), null);
        }
    }
}
