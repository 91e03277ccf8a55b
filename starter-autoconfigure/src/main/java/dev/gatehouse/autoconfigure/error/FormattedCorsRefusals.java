package dev.gatehouse.autoconfigure.error;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Lets Spring MVC's own processing of CORS ({@code @CrossOrigin}, {@code addCorsMappings}) refuse by the bare status, which
 * gets the one format on the way out. A processor of the application stays.
 */
final class FormattedCorsRefusals implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractHandlerMapping mapping
                && mapping.getCorsProcessor().getClass() == DefaultCorsProcessor.class) {
            mapping.setCorsProcessor(new BareStatus());
        }
        return bean;
    }

    private static final class BareStatus extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
        }
    }
}
