package dev.gatehouse.autoconfigure.addresslist;

import dev.gatehouse.addresslist.AddressListFilter;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts the lists in front of a management port of its own, whose server knows no filter of the service. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnBean(AddressListFilter.class)
class AddressListManagementConfiguration {

    @Bean
    FilterRegistrationBean<AddressListFilter> managementAddressListFilterRegistration(
            AddressListFilter addressListFilter) {
        return AddressListAutoConfiguration.registration(addressListFilter);
    }
}
