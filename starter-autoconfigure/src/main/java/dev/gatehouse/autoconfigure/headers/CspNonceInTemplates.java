package dev.gatehouse.autoconfigure.headers;

import dev.gatehouse.headers.CspNonce;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.AbstractTemplateView;
import org.springframework.web.servlet.view.ContentNegotiatingViewResolver;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import org.springframework.web.servlet.view.ViewResolverComposite;

/**
 * Gives templates the nonce, in whatever way their view is reached: it is an attribute of the resolvers that make a view
 * of a file. A view that writes its model as data comes from none of them and never sees it. Thymeleaf, whose resolver is
 * none of them either, finds what the model lacks among the attributes of the request.
 */
final class CspNonceInTemplates implements BeanPostProcessor {

    private static final Object NONCE = new Nonce();

    /** An attribute of the application or a value of its model of the same name wins. */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof ViewResolver resolver) {
            offerTo(resolver);
        } else if (bean instanceof AbstractTemplateView view) {
            view.getAttributesMap().putIfAbsent(CspNonce.TEMPLATE_NAME, NONCE);
        }
        return bean;
    }

    /** Resolvers that a {@code WebMvcConfigurer} registers are no beans, but parts of one. */
    private static void offerTo(ViewResolver resolver) {
        if (resolver instanceof UrlBasedViewResolver templates) {
            templates.getAttributesMap().putIfAbsent(CspNonce.TEMPLATE_NAME, NONCE);
        } else if (resolver instanceof ViewResolverComposite composite) {
            composite.getViewResolvers().forEach(CspNonceInTemplates::offerTo);
        } else if (resolver instanceof ContentNegotiatingViewResolver negotiating) {
            negotiating.getViewResolvers().forEach(CspNonceInTemplates::offerTo);
        }
    }

    /**
     * Template engines write an object by its text, and then the nonce is made, not before. It has nothing to walk into, for a
     * model may be shown in ways that nobody thought of.
     */
    private static final class Nonce {

        @Override
        public String toString() {
            ServletRequestAttributes current = current();
            return current == null ? "" : CspNonce.of(current.getRequest());
        }

        private static @Nullable ServletRequestAttributes current() {
            return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                    ? attributes
                    : null;
        }
    }
}
