package dev.gatehouse.autoconfigure.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.Valve;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class TomcatAutoConfigurationTests {

    private static final String CUSTOMIZER = "gatehouseEncodedHeadValveCustomizer";

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(TomcatAutoConfiguration.class));

    @Test
    void isOnByDefault() {
        runner.run(context -> assertThat(context).hasBean(CUSTOMIZER));
    }

    @Test
    void isSwitchedOffByItsProperty() {
        runner.withPropertyValues("gatehouse.tomcat.encode-headers=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
    }

    @Test
    void isOffWithEverythingElse() {
        runner.withPropertyValues("gatehouse.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
    }

    @Test
    void isNotThereWithoutTomcat() {
        runner.withClassLoader(new FilteredClassLoader(Valve.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CUSTOMIZER));
    }
}
