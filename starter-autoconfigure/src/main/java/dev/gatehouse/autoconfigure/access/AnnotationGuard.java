package dev.gatehouse.autoconfigure.access;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Stops a start in which handlers say who may call them and nothing enforces it: they would be open to everybody who gets past
 * the service's own chain, and look protected. Asks which beans are there rather than why.
 */
final class AnnotationGuard implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(AnnotationGuard.class);

    private final ListableBeanFactory beans;
    private final Environment environment;
    private final ObjectProvider<AccessProperties> properties;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    AnnotationGuard(
            ListableBeanFactory beans,
            Environment environment,
            ObjectProvider<AccessProperties> properties,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.beans = beans;
        this.environment = environment;
        this.properties = properties;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (MissingEnforcement.isThere(beans, EndpointAccess.class)) {
            return;
        }
        List<String> ignored = mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> HandlerAccess.isAnnotated(entry.getValue()))
                .map(entry -> EndpointGuard.text(entry.getKey(), entry.getValue()))
                .distinct()
                .sorted()
                .toList();
        if (ignored.isEmpty()) {
            return;
        }
        if (!properties.getObject().unsafeIgnoreAnnotations()) {
            throw new UnenforcedAnnotationsException(MissingEnforcement.of(beans, environment), ignored);
        }
        log.warn(
                "gatehouse.auth.unsafe-ignore-annotations is true: nothing enforces who may call {}. Remove it outside of tests.",
                String.join(", ", ignored));
    }
}
