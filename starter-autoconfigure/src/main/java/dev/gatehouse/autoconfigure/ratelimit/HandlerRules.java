package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StatusSet;
import dev.gatehouse.ratelimit.StoreFailure;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** The rules that {@link RateLimit} annotations put on handler methods, read once per method. */
final class HandlerRules implements AnnotatedRules {

    private final KeyResolvers keys;
    private final StoreFailure fallback;
    private final ConcurrentMap<Handler, List<RateLimitRule>> rules = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Named> named = new ConcurrentHashMap<>();

    HandlerRules(KeyResolvers keys, StoreFailure fallback) {
        this.keys = keys;
        this.fallback = fallback;
    }

    /** Gives the one rule of a handler method, or none. */
    List<RateLimitRule> of(HandlerMethod handler) {
        Handler key = new Handler(handler.getBeanType(), handler.getMethod());
        List<RateLimitRule> known = rules.get(key);
        return known != null ? known : rules.computeIfAbsent(key, this::read);
    }

    @Override
    public List<ActiveRule> known() {
        Map<RateLimitRule, Set<String>> where = new LinkedHashMap<>();
        rules.forEach((handler, ofHandler) -> ofHandler.forEach(
                rule -> where.computeIfAbsent(rule, same -> new TreeSet<>()).add(handler.toString())));
        return where.entrySet().stream()
                .map(entry -> ActiveRule.onHandler(entry.getKey(), String.join(", ", entry.getValue())))
                .sorted(Comparator.comparing(active -> active.rule().id()))
                .toList();
    }

    private List<RateLimitRule> read(Handler handler) {
        RateLimit annotation = find(handler);
        if (annotation == null) {
            return List.of();
        }
        try {
            return List.of(rule(handler, annotation));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("@RateLimit on " + handler + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable RateLimit find(Handler handler) {
        RateLimit ofMethod = AnnotatedElementUtils.findMergedAnnotation(handler.method, RateLimit.class);
        return ofMethod != null ? ofMethod : AnnotatedElementUtils.findMergedAnnotation(handler.type, RateLimit.class);
    }

    private RateLimitRule rule(Handler handler, RateLimit annotation) {
        KeyResolver resolver = keys.find(annotation.scope());
        if (resolver == null) {
            throw new IllegalArgumentException(keys.unknown(annotation.scope()));
        }
        Limit limit = Limit.of(annotation.value());
        if (annotation.name().isEmpty()) {
            return built(
                    RateLimitRule.ofHandler(handler.id(), publicName(handler.method), resolver, limit), annotation);
        }
        RateLimitRule rule =
                built(RateLimitRule.ofHandler("@" + annotation.name(), annotation.name(), resolver, limit), annotation);
        Named written = new Named(rule, rule.toString());
        Named other = named.putIfAbsent(rule.name(), written);
        if (other == null) {
            return rule;
        }
        if (!other.terms.equals(written.terms)) {
            throw new IllegalArgumentException("the name '" + rule.name() + "' stands on another handler as '"
                    + other.terms + "', here as '" + written.terms + "'. Use the same terms, or another name.");
        }
        return other.rule;
    }

    private RateLimitRule built(RateLimitRule.Builder rule, RateLimit annotation) {
        return rule.costing(annotation.cost())
                .refundingOn(StatusSet.of(List.of(annotation.refundOn())))
                .penalty(annotation.penalty().isEmpty() ? null : Penalty.of(annotation.penalty()))
                .shadow(annotation.shadow())
                .fallback(fallback)
                .build();
    }

    /** Clients learn no class name: {@code createOrder} becomes {@code create-order}. */
    private static String publicName(Method method) {
        StringBuilder name = new StringBuilder();
        for (char c : method.getName().toCharArray()) {
            if (c >= 'A' && c <= 'Z') {
                name.append(name.isEmpty() ? "" : "-")
                        .append(Character.toString(c).toLowerCase(Locale.ROOT));
            } else {
                name.append(c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '_');
            }
        }
        return name.length() <= 60 ? name.toString() : name.substring(0, 60);
    }

    /** With the terms as they were written: the limit may be another one since. */
    private record Named(RateLimitRule rule, String terms) {}

    private record Handler(Class<?> type, Method method) {

        String id() {
            return "@" + ClassUtils.getQualifiedMethodName(method, type) + parameters();
        }

        private String parameters() {
            return Stream.of(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(",", "(", ")"));
        }

        @Override
        public String toString() {
            return ClassUtils.getShortName(type) + "." + method.getName();
        }
    }
}
