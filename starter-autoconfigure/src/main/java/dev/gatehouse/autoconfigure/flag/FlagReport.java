package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.FeatureFlag;
import dev.gatehouse.flag.FlagRule;
import dev.gatehouse.flag.FlagSet;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Reads all annotations at the start, so that a bad one stops it; logs the flags in one line; and warns of flags that are
 * asked for and not configured, or configured and not asked.
 */
final class FlagReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FlagReport.class);

    private final FlagService service;
    private final FlagRules rules;
    private final HandlerFlags handlers;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    FlagReport(
            FlagService service,
            FlagRules rules,
            HandlerFlags handlers,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.service = service;
        this.rules = rules;
        this.handlers = handlers;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, String> used = used();
        FlagSet flags = service.flags();
        if (!service.isOwnProvider()) {
            if (!flags.names().isEmpty()) {
                log.warn(
                        "gatehouse.flags has no effect: the provider '{}' of OpenFeature tells which flags are on.",
                        service.providerName());
            }
            return;
        }
        used.forEach((flag, where) -> {
            if (flags.find(flag) == null) {
                log.warn("{} depends on the flag '{}', which is off: set gatehouse.flags.{}.", where, flag, flag);
            }
        });
        if (!flags.names().isEmpty()) {
            log.info("Feature flags: {}.", FlagService.describe(flags));
        }
    }

    private Map<String, String> used() {
        Map<String, String> used = new TreeMap<>();
        for (FlagRule rule : rules.all()) {
            used.putIfAbsent(rule.flag(), FeatureFlagProperties.PREFIX + ".endpoints");
        }
        mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .forEach(handler -> {
                    for (FeatureFlag flag : handlers.of(handler)) {
                        used.putIfAbsent(flag.value(), handler.getShortLogMessage());
                    }
                });
        return used;
    }
}
