package dev.gatehouse.autoconfigure.management;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.net.Probes;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;

/**
 * Puts filters of the service in front of the management port, in the order they have there, as far as they are on.
 *
 * <p>Left out is what belongs to the application or would lock operators and probes out when they matter most: CORS and API
 * versions (Actuator has CORS of its own, and no versions), HTTPS (the port has TLS of its own, or a cluster around it), the
 * drain (the load balancer does not come here), the error record (a probe that answers 503 is no error), the limit of requests
 * in flight (a full service has to answer here), the time-out (a heap dump takes its time), Gatehouse's own endpoints, and all
 * that stands behind authentication, but for the name of the user, which has a registration of its own: Spring Boot sorts only
 * those among the filters of the port.
 */
final class ManagementFilters implements ServletContextInitializer, Ordered {

    private static final Set<Integer> PLACES = Set.of(
            FilterOrder.REQUEST_ID,
            FilterOrder.ACCESS_LOG,
            FilterOrder.SECURITY_HEADERS,
            FilterOrder.ERROR_FORMAT,
            FilterOrder.TRUSTED_HOSTS,
            FilterOrder.FETCH_METADATA,
            FilterOrder.INVALID_REQUEST_ID,
            FilterOrder.ADDRESS_LISTS,
            FilterOrder.REQUEST_LIMITS,
            FilterOrder.RATE_LIMIT,
            FilterOrder.CONTEXT_ROOT);

    private final ListableBeanFactory service;

    /** Takes the beans of the service; those of the management port know none of its filters. */
    ManagementFilters(ListableBeanFactory service) {
        this.service = service;
    }

    @Override
    public int getOrder() {
        return FilterOrder.REQUEST_ID;
    }

    @Override
    public void onStartup(ServletContext servletContext) throws ServletException {
        for (FilterRegistrationBean<?> registration : registrations()) {
            copy(registration).onStartup(servletContext);
            if (registration.getFilter() instanceof AccessLogFilter) {
                servletContext.addListener(AccessLogFilter.requestListener());
            }
        }
    }

    private List<FilterRegistrationBean<?>> registrations() {
        return service.getBeansOfType(FilterRegistrationBean.class).values().stream()
                .<FilterRegistrationBean<?>>map(registration -> registration)
                .filter(registration -> registration.isEnabled() && PLACES.contains(registration.getOrder()))
                .sorted(Comparator.comparingInt(FilterRegistrationBean::getOrder))
                .toList();
    }

    private FilterRegistrationBean<Filter> copy(FilterRegistrationBean<?> registration) {
        Filter filter = Objects.requireNonNull(registration.getFilter());
        return copy(registration, registration.getOrder() == FilterOrder.RATE_LIMIT ? exceptForProbes(filter) : filter);
    }

    static FilterRegistrationBean<Filter> copy(FilterRegistrationBean<?> registration, Filter filter) {
        FilterRegistrationBean<Filter> copy = new FilterRegistrationBean<>(filter);
        copy.setName(registration.getFilterName());
        copy.setOrder(registration.getOrder());
        copy.setEnabled(registration.isEnabled());
        copy.setUrlPatterns(registration.getUrlPatterns());
        copy.setDispatcherTypes(registration.determineDispatcherTypes());
        return copy;
    }

    /** Probes that get no answer end a service which is well; on its own port they have endpoints in front of the limits. */
    private Filter exceptForProbes(Filter limit) {
        Probes probes = service.getBean(Probes.class);
        return (request, response, chain) -> {
            if (request instanceof HttpServletRequest http && probes.include(http)) {
                chain.doFilter(request, response);
            } else {
                limit.doFilter(request, response, chain);
            }
        };
    }
}
