package dev.gatehouse.autoconfigure.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the handler that Spring MVC will run, by asking the same mappings in the same order, and leaves no trace on the request.
 * Reads no body, unless a mapping of the service asks for a parameter. Thread-safe.
 */
final class HandlerLookup {

    private final ApplicationContext context;
    private final ConcurrentMap<ApplicationContext, List<HandlerMapping>> mappings = new ConcurrentHashMap<>();

    HandlerLookup(ApplicationContext context) {
        this.context = context;
    }

    /** What will run: the handler; null for nothing, also where there is only one for another method or media type. */
    record Found(@Nullable Object handler, boolean refusedByMapping) {}

    Found find(HttpServletRequest request) {
        HttpServletRequest scratch = new ScratchRequest(request);
        ServletRequestPathUtils.parseAndCache(scratch);
        for (HandlerMapping mapping : mappings(request)) {
            try {
                HandlerExecutionChain chain = mapping.getHandler(scratch);
                if (chain != null) {
                    return new Found(chain.getHandler(), false);
                }
            } catch (Exception e) {
                if (isRefusal(e)) {
                    return new Found(null, true);
                }
                throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
            }
        }
        return new Found(null, false);
    }

    /** A management port of its own has mappings of its own, below the same security chain. */
    List<HandlerMapping> mappings(HttpServletRequest request) {
        ApplicationContext serving = WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        return mappings.computeIfAbsent(serving == null ? context : serving, HandlerLookup::read);
    }

    private static List<HandlerMapping> read(ApplicationContext context) {
        if (context.containsLocalBean(DispatcherServlet.HANDLER_MAPPING_BEAN_NAME)) {
            return List.of(context.getBean(DispatcherServlet.HANDLER_MAPPING_BEAN_NAME, HandlerMapping.class));
        }
        List<HandlerMapping> all = new ArrayList<>(
                BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
                        .values());
        AnnotationAwareOrderComparator.sort(all);
        return List.copyOf(all);
    }

    /** Another method, media type, parameter or version: Spring MVC will answer the same when its turn comes. */
    private static boolean isRefusal(Exception e) {
        return e instanceof ServletException || e instanceof ErrorResponse;
    }
}
