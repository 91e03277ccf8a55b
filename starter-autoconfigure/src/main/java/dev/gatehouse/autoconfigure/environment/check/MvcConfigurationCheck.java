package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.servlet.config.annotation.DelegatingWebMvcConfiguration;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;

/** WEB017: the configuration of Spring MVC was replaced by one that asks nobody for interceptors. */
final class MvcConfigurationCheck implements Check {

    private final ListableBeanFactory beans;

    MvcConfigurationCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        return Arrays.stream(beans.getBeanNamesForType(WebMvcConfigurationSupport.class, true, false))
                .filter(name -> !beans.isTypeMatch(name, DelegatingWebMvcConfiguration.class))
                .map(name -> new Finding(
                        "WEB017",
                        context.severity(Severity.WARNING),
                        "bean " + name,
                        null,
                        "It takes no interceptors: annotations on handlers, but for those of access control, do nothing.",
                        "Implement WebMvcConfigurer instead of extending WebMvcConfigurationSupport, or extend"
                                + " DelegatingWebMvcConfiguration.",
                        List.of()))
                .toList();
    }
}
