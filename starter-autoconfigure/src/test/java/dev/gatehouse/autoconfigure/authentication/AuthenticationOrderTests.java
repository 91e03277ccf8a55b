package dev.gatehouse.autoconfigure.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

class AuthenticationOrderTests {

    private static final String PROPERTY = "spring.security.filter.order";

    private final WebApplicationContextRunner bare = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AuthenticationOrderAutoConfiguration.class));

    private final WebApplicationContextRunner secured = bare.withConfiguration(AutoConfigurations.of(
            DispatcherServletAutoConfiguration.class,
            WebMvcAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class));

    /** Filters that ask for the user would run before anybody is known, and those against floods behind authentication. */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, FilterOrder.JWKS, FilterOrder.USER, 0, 1000})
    void aPlaceInWhichOurFiltersCannotDoTheirWorkStopsTheStartAndNamesTheProperty(int order) {
        secured.withPropertyValues(PROPERTY + "=" + order)
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, e -> {
                            assertThat(e.getName()).isEqualTo(PROPERTY);
                            assertThat(e.getValue()).isEqualTo(order);
                            assertThat(e.getReason()).contains("-100");
                        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {FilterOrder.JWKS + 1, -105, FilterOrder.SPRING_SECURITY})
    void aPlaceBetweenThemIsFine(int order) {
        secured.run(context -> assertThat(context).hasNotFailed());
        secured.withPropertyValues(PROPERTY + "=" + order)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse.enabled=false", "some.property=1"})
    void whereThereIsNoChainOrNoGatehouseNothingIsAsked(String property) {
        (property.startsWith("gatehouse") ? secured : bare)
                .withPropertyValues(property, PROPERTY + "=0")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
