package dev.gatehouse.autoconfigure.error;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Puts ours around the filters of Spring that lead to error dispatches. One that is a bean is replaced as a bean and never in
 * its registration: Spring Boot registers for all paths every filter bean that it finds in no registration, also one that the
 * service switched off or bound to some paths.
 */
final class ForwardedErrorFilters implements BeanPostProcessor {

    private final ConfigurableListableBeanFactory beans;

    ForwardedErrorFilters(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof FilterRegistrationBean<?> registration) {
            replaceIn(registration);
            return bean;
        }
        return isOfSpring(bean) ? around((Filter) bean) : bean;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void replaceIn(FilterRegistrationBean registration) {
        Filter filter = registration.getFilter();
        if (filter != null && around(filter) != filter && !isBean(filter)) {
            registration.setFilter(around(filter));
        }
    }

    private boolean isBean(Filter filter) {
        for (String name : beans.getBeanNamesForType(filter.getClass(), true, false)) {
            if (beans.getSingleton(name) == filter) {
                return true;
            }
        }
        return false;
    }

    /** What is of a type of the service must stay of that type, which somebody may ask for. */
    private static boolean isOfSpring(Object bean) {
        return bean.getClass() == ForwardedHeaderFilter.class || bean.getClass() == ErrorPageFilter.class;
    }

    private static Filter around(Filter filter) {
        if (filter instanceof ForwardedErrors || filter instanceof ForwardedErrorPages) {
            return filter;
        }
        if (filter instanceof ForwardedHeaderFilter forwardedHeaders) {
            return new ForwardedErrors(forwardedHeaders);
        }
        return filter instanceof ErrorPageFilter errorPages ? new ForwardedErrorPages(errorPages) : filter;
    }
}
