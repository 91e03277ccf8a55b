package dev.gatehouse.autoconfigure.addresslist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.addresslist.AddressListFilter;
import dev.gatehouse.addresslist.AddressLists;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.web.servlet.DispatcherServlet;

class AddressListAutoConfigurationTests {

    private static final String PATH = "gatehouse.address-lists[0].path=/admin/**";
    private static final String ALLOW = "gatehouse.address-lists[0].allow=10.0.0.0/8";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    AddressListAutoConfiguration.class));

    @Test
    void isOffWithoutALists() {
        runner.run(context -> assertThat(context).doesNotHaveBean(AddressListFilter.class));
        runner.withPropertyValues(PATH, ALLOW, "gatehouse.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(AddressListFilter.class));
    }

    @Test
    void isOnWithAList() {
        runner.withPropertyValues(PATH, ALLOW).run(context -> {
            assertThat(context).hasSingleBean(AddressListFilter.class);
            assertThat(context.getBean("gatehouseAddressListFilterRegistration", FilterRegistrationBean.class)
                            .getOrder())
                    .isEqualTo(FilterOrder.ADDRESS_LISTS);
            assertThat(context.getBean(AddressLists.class).lists())
                    .singleElement()
                    .hasToString("allow [10.0.0.0/8]");
        });
    }

    @Test
    void givesWayToBeansOfTheApplication() {
        AddressLists own = new AddressLists(List.of(), request -> false);
        runner.withPropertyValues(PATH, ALLOW)
                .withBean(AddressLists.class, () -> own)
                .run(context -> assertThat(context.getBean(AddressLists.class)).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.address-lists[0].path=/a | gatehouse.address-lists[0].allow",
                "gatehouse.address-lists[0].allow=10.0.0.1 | gatehouse.address-lists[0].path",
                "gatehouse.address-lists[0].path=/a/{b | gatehouse.address-lists[0].path",
                "gatehouse.address-lists[0].path=/caf%C3%A9/** | gatehouse.address-lists[0].path",
                "gatehouse.address-lists[0].path=/admin;v=1/** | gatehouse.address-lists[0].path",
                "gatehouse.address-lists[0].path=https://h/admin/** | gatehouse.address-lists[0].path",
            })
    void namesThePropertyThatCannotBeUsed(String property, String named) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidConfigurationPropertyValueException.class,
                                e -> assertThat(e.getName()).isEqualTo(named)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/actuator/** | GET | 10.0.0.0/8,127.0.0.1 | ''",
                "/actuator/** | GET | 10.42.0.0/16,::1 | ''",
                "/actuator/** | GET | 203.0.113.0/24 | 'machine itself (127.0.0.1, ::1) and probes from any private'",
                "/actuator/** | GET | 10.0.0.0/8 | machine itself",
                "/actuator/** | GET | 127.0.0.0/8 | any private network",
                "/actuator/** | POST | 203.0.113.0/24 | ''",
                "/actuator/env | GET | 203.0.113.0/24 | ''",
                "/health/** | GET | 203.0.113.0/24 | /health",
                "/** | GET | 203.0.113.0/24 | /health",
                "/manage/** | GET | 203.0.113.0/24 | ''",
            })
    void findsTheListsThatLockProbesOut(String path, String method, String allow, String found) {
        runner.withPropertyValues(
                        "gatehouse.address-lists[0].path=" + path,
                        "gatehouse.address-lists[0].methods=" + method,
                        "gatehouse.address-lists[0].allow=" + allow)
                .run(context -> {
                    List<ProbeLockout> lockouts =
                            context.getBean(ProbeLockouts.class).find();
                    assertThat(lockouts).hasSize(found.isEmpty() ? 0 : 1);
                    assertThat(lockouts)
                            .allSatisfy(
                                    lockout -> assertThat(lockout.toString()).contains(found));
                });
    }

    @Test
    void knowsWhereTheProbesAre() {
        runner.withPropertyValues(
                        "gatehouse.address-lists[0].path=/manage/**",
                        "gatehouse.address-lists[0].deny=127.0.0.0/8,::1",
                        "management.endpoints.web.base-path=/manage",
                        "management.endpoints.web.path-mapping.health=ok")
                .run(context -> assertThat(context.getBean(ProbeLockouts.class).find())
                        .singleElement()
                        .satisfies(lockout -> assertThat(lockout.path()).isEqualTo("/manage/ok")));
    }

    @Test
    void needsNeitherActuatorNorSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(ManagementContextConfiguration.class, DispatcherServlet.class))
                .withPropertyValues(PATH, ALLOW)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(AddressListFilter.class));
    }
}
