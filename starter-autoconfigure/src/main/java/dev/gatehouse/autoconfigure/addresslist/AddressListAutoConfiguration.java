package dev.gatehouse.autoconfigure.addresslist;

import dev.gatehouse.addresslist.AddressListFilter;
import dev.gatehouse.addresslist.AddressLists;
import dev.gatehouse.autoconfigure.ConditionalOnConfigured;
import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.util.pattern.PathPatternParser;

/** Address lists, as soon as there is one. */
@AutoConfiguration(after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class})
@ConditionalOnGatehouse
@ConditionalOnConfigured("gatehouse.address-lists")
@EnableConfigurationProperties(AddressListProperties.class)
public final class AddressListAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    AddressLists gatehouseAddressLists(
            AddressListProperties gatehouseAddressListProperties,
            ObjectProvider<HiddenHttpMethodFilter> hiddenMethods,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new ConfiguredLists(
                        gatehouseAddressListProperties,
                        parser.getIfAvailable(PathPatternParser::new),
                        hiddenMethods.stream().findAny().isPresent())
                .toLists();
    }

    @Bean
    @ConditionalOnMissingBean
    AddressListFilter gatehouseAddressListFilter(
            AddressLists gatehouseAddressLists,
            ClientAddressResolver gatehouseClientAddressResolver,
            RejectionWriter gatehouseRejectionWriter) {
        return new AddressListFilter(gatehouseAddressLists, gatehouseClientAddressResolver, gatehouseRejectionWriter);
    }

    @Bean
    FilterRegistrationBean<AddressListFilter> gatehouseAddressListFilterRegistration(
            AddressListFilter gatehouseAddressListFilter) {
        FilterRegistrationBean<AddressListFilter> registration =
                new FilterRegistrationBean<>(gatehouseAddressListFilter);
        registration.setName("gatehouseAddressLists");
        registration.setOrder(FilterOrder.ADDRESS_LISTS);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    ProbeLockouts gatehouseAddressListProbeLockouts(AddressLists gatehouseAddressLists, Environment environment) {
        return new ProbeLockouts(gatehouseAddressLists, environment);
    }
}
