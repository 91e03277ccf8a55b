package dev.gatehouse.autoconfigure.fetchmetadata;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import dev.gatehouse.autoconfigure.ConditionalOnSwitch;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.fetchmetadata.FetchMetadataFilter;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.SameOrigin;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.util.pattern.PathPatternParser;

/** Protection by Fetch Metadata, where it is asked for. */
@AutoConfiguration(after = {ErrorFormatAutoConfiguration.class, ClientAddressAutoConfiguration.class})
@ConditionalOnGatehouse
@ConditionalOnSwitch(value = "gatehouse.fetch-metadata.enabled", matchIfMissing = false)
@EnableConfigurationProperties(FetchMetadataProperties.class)
public final class FetchMetadataAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FetchMetadataFilter gatehouseFetchMetadataFilter(
            FetchMetadataProperties gatehouseFetchMetadataProperties,
            ForwardedTarget gatehouseForwardedTarget,
            RejectionWriter gatehouseRejectionWriter,
            @Qualifier("mvcPatternParser") ObjectProvider<PathPatternParser> parser) {
        return new FetchMetadataFilter(
                gatehouseFetchMetadataProperties.trusted(),
                PathRequestMatcher.ofExempt(
                        parser.getIfAvailable(PathPatternParser::new),
                        "gatehouse.fetch-metadata.exempt-paths",
                        gatehouseFetchMetadataProperties.exemptPaths()),
                new SameOrigin(gatehouseForwardedTarget),
                gatehouseRejectionWriter);
    }

    @Bean
    FilterRegistrationBean<FetchMetadataFilter> gatehouseFetchMetadataFilterRegistration(
            FetchMetadataFilter gatehouseFetchMetadataFilter) {
        FilterRegistrationBean<FetchMetadataFilter> registration =
                new FilterRegistrationBean<>(gatehouseFetchMetadataFilter);
        registration.setName("gatehouseFetchMetadata");
        registration.setOrder(FilterOrder.FETCH_METADATA);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}
