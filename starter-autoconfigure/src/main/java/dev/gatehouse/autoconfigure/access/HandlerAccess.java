package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.autoconfigure.web.PerHandler;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** The rules that annotations put on handler methods, read once per method. What stands on the method goes first. */
final class HandlerAccess {

    private final Duration defaultMaxAge;
    private final PerHandler<EndpointRule> rules = new PerHandler<>(this::read);

    HandlerAccess(Duration defaultMaxAge) {
        this.defaultMaxAge = defaultMaxAge;
    }

    /**
     * Gives the rule.
     *
     * @throws IllegalStateException if the annotations contradict each other or cannot be read
     */
    EndpointRule of(HandlerMethod handler) {
        return rules.of(handler);
    }

    /** Tells whether annotations, good or bad, say anything. */
    static boolean isAnnotated(HandlerMethod handler) {
        return isAnnotated(handler.getMethod()) || isAnnotated(handler.getBeanType());
    }

    private static boolean isAnnotated(AnnotatedElement element) {
        return saysWhoMayCall(element) || AnnotatedElementUtils.hasAnnotation(element, RequireStepUp.class);
    }

    private EndpointRule read(HandlerMethod handler) {
        AnnotatedElement method = handler.getMethod();
        AnnotatedElement type = handler.getBeanType();
        RequireStepUp own = find(method, RequireStepUp.class);
        // What contradicts the method is replaced; what adds to it stays, since the stricter reading is the safe one.
        boolean replaced = saysWhoMayCall(method) || (own != null && isPublic(type));
        RequireStepUp stepUp = own == null && !isPublic(method) ? find(type, RequireStepUp.class) : own;
        AnnotatedElement source = replaced ? method : type;
        try {
            return rule(source, stepUp);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static boolean isPublic(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, PublicEndpoint.class);
    }

    private EndpointRule rule(AnnotatedElement source, @Nullable RequireStepUp stepUp) {
        PublicEndpoint open = find(source, PublicEndpoint.class);
        boolean signIn = find(source, RequireSignIn.class) != null;
        Set<String> permissions = permissions(source);
        if (open != null) {
            if (signIn || !permissions.isEmpty() || stepUp != null) {
                throw new IllegalArgumentException(
                        "@PublicEndpoint and an annotation that protects contradict each other. Remove one.");
            }
            return EndpointRule.open(open.knowsCaller());
        }
        if (!signIn && permissions.isEmpty() && stepUp == null) {
            return EndpointRule.CLOSED;
        }
        boolean usersOnly = signIn || stepUp != null;
        return EndpointRule.guarded(permissions, usersOnly, stepUp == null ? null : maxAge(stepUp));
    }

    private Duration maxAge(RequireStepUp stepUp) {
        return stepUp.maxAge().isEmpty() ? defaultMaxAge : StepUpAge.parse(stepUp.maxAge());
    }

    private static Set<String> permissions(AnnotatedElement source) {
        Set<String> all = new LinkedHashSet<>();
        for (RequirePermission annotation :
                AnnotatedElementUtils.findAllMergedAnnotations(source, RequirePermission.class)) {
            if (annotation.value().length == 0) {
                throw new IllegalArgumentException(
                        "@RequirePermission names no permission. Name one, or use @RequireSignIn.");
            }
            for (String permission : annotation.value()) {
                requireUsable(permission);
                all.add(permission);
            }
        }
        return Set.copyOf(all);
    }

    static void requireUsable(String permission) {
        if (permission.isBlank() || PermissionNames.isReserved(permission)) {
            throw new IllegalArgumentException("'" + permission + "' cannot be a permission. Write e.g. users:read,"
                    + " without FACTOR_, ROLE_ or SCOPE_ in front.");
        }
    }

    private static boolean saysWhoMayCall(AnnotatedElement element) {
        return isPublic(element)
                || AnnotatedElementUtils.hasAnnotation(element, RequireSignIn.class)
                || AnnotatedElementUtils.hasAnnotation(element, RequirePermission.class);
    }

    private static <A extends Annotation> @Nullable A find(AnnotatedElement element, Class<A> type) {
        return AnnotatedElementUtils.findMergedAnnotation(element, type);
    }
}
