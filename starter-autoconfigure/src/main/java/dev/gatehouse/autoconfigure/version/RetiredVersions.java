package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.version.DeprecationGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells clients of a version past its sunset that it is gone, also once its handlers were removed and Spring MVC knows no such
 * version any more.
 */
final class RetiredVersions implements HandlerExceptionResolver, Ordered {

    private final @Nullable ApiVersionStrategy strategy;
    private final List<ConfiguredDeprecation> gone;
    private final DeprecationGate gate;

    RetiredVersions(
            @Nullable ApiVersionStrategy strategy, List<ConfiguredDeprecation> ofVersions, DeprecationGate gate) {
        this.strategy = strategy;
        this.gone = ofVersions.stream()
                .filter(ConfiguredDeprecation::goneAfterSunset)
                .toList();
        this.gate = gate;
    }

    /** In front of what answers that there is no such version. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (!(exception instanceof InvalidApiVersionException invalid)
                || request.getDispatcherType() == DispatcherType.ERROR) {
            return null;
        }
        Comparable<?> version = version(invalid.getVersion());
        ConfiguredDeprecation retired = version == null ? null : find(request, version);
        return retired == null || admits(request, response, retired) ? null : new ModelAndView();
    }

    private @Nullable Comparable<?> version(String text) {
        if (strategy == null || gone.isEmpty()) {
            return null;
        }
        try {
            return strategy.parseVersion(text);
        } catch (RuntimeException noVersion) {
            return null;
        }
    }

    private @Nullable ConfiguredDeprecation find(HttpServletRequest request, Comparable<?> version) {
        for (ConfiguredDeprecation deprecation : gone) {
            if (deprecation.covers(request, version) && gate.isPast(deprecation.deprecation())) {
                return deprecation;
            }
        }
        return null;
    }

    private boolean admits(HttpServletRequest request, HttpServletResponse response, ConfiguredDeprecation retired) {
        try {
            return gate.admit(request, response, retired.name(), retired.deprecation(), retired.goneAfterSunset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
