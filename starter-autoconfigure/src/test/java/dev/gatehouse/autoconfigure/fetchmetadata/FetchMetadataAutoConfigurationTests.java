package dev.gatehouse.autoconfigure.fetchmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.fetchmetadata.FetchMetadataFilter;
import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.OriginSet;
import dev.gatehouse.net.SameOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.servlet.DispatcherServlet;

class FetchMetadataAutoConfigurationTests {

    private static final String ON = "gatehouse.fetch-metadata.enabled=true";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    FetchMetadataAutoConfiguration.class));

    @Test
    void isOffByDefault() {
        runner.run(context -> assertThat(context).doesNotHaveBean(FetchMetadataFilter.class));
        runner.withPropertyValues(ON, "gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(FetchMetadataFilter.class));
    }

    @Test
    void standsBehindCors() {
        runner.withPropertyValues(ON).run(context -> {
            assertThat(context).hasSingleBean(FetchMetadataFilter.class);
            assertThat(context.getBean("gatehouseFetchMetadataFilterRegistration", FilterRegistrationBean.class)
                            .getOrder())
                    .isEqualTo(FilterOrder.FETCH_METADATA)
                    .isGreaterThan(FilterOrder.CORS);
            FetchMetadataProperties properties = context.getBean(FetchMetadataProperties.class);
            assertThat(properties).isEqualTo(new FetchMetadataProperties(true, List.of(), List.of()));
        });
    }

    @Test
    void givesWayToAFilterOfTheApplication() {
        FetchMetadataFilter own = new FetchMetadataFilter(
                OriginSet.of(List.of()),
                request -> false,
                new SameOrigin(new ForwardedTarget(request -> ClientAddress.UNKNOWN, ForwardedHeader.AUTO)),
                RejectionWriter.withDefaults());
        runner.withPropertyValues(ON)
                .withBean(FetchMetadataFilter.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(FetchMetadataFilter.class)).isSameAs(own));
    }

    @Test
    void namesThePathsThatCannotBeRead() {
        runner.withPropertyValues(ON, "gatehouse.fetch-metadata.exempt-paths=/a/{b")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidConfigurationPropertyValueException.class,
                                e -> assertThat(e.getName()).isEqualTo("gatehouse.fetch-metadata.exempt-paths")));
    }

    @Test
    void needsNeitherSpringSecurityNorSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(HttpSecurity.class, DispatcherServlet.class))
                .withPropertyValues(ON)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(FetchMetadataFilter.class));
    }
}
