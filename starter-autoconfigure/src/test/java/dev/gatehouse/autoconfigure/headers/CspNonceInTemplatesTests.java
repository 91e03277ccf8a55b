package dev.gatehouse.autoconfigure.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.headers.CspNonce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.ContentNegotiatingViewResolver;
import org.springframework.web.servlet.view.InternalResourceViewResolver;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import org.springframework.web.servlet.view.ViewResolverComposite;

/** Whichever resolver is a bean, and however deep in it the one stands that makes the view. */
class CspNonceInTemplatesTests {

    private final UrlBasedViewResolver templates = new InternalResourceViewResolver();

    @Test
    void reachesAResolverThatIsABean() {
        process(templates);
        assertThat(templates.getAttributesMap()).containsKey(CspNonce.TEMPLATE_NAME);
    }

    @Test
    void reachesAResolverThatIsPartOfAnother() {
        process(composite(templates));
        assertThat(templates.getAttributesMap()).containsKey(CspNonce.TEMPLATE_NAME);
    }

    @Test
    void reachesAResolverBehindTheNegotiationOfContent() {
        ContentNegotiatingViewResolver negotiating = new ContentNegotiatingViewResolver();
        negotiating.setViewResolvers(List.of(templates));
        process(composite(negotiating));
        assertThat(templates.getAttributesMap()).containsKey(CspNonce.TEMPLATE_NAME);
    }

    @Test
    void leavesAnAttributeOfTheApplicationAlone() {
        templates.getAttributesMap().put(CspNonce.TEMPLATE_NAME, "mine");
        process(composite(templates));
        assertThat(templates.getAttributesMap()).containsEntry(CspNonce.TEMPLATE_NAME, "mine");
    }

    private static ViewResolverComposite composite(ViewResolver part) {
        ViewResolverComposite composite = new ViewResolverComposite();
        composite.setViewResolvers(List.of(part));
        return composite;
    }

    private static void process(ViewResolver bean) {
        assertThat(new CspNonceInTemplates().postProcessBeforeInitialization(bean, "bean"))
                .isSameAs(bean);
    }
}
