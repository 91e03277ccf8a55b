package dev.gatehouse.autoconfigure.environment.feature;

import dev.gatehouse.autoconfigure.EnvironmentMode;
import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.autoconfigure.SetProperties;
import dev.gatehouse.autoconfigure.Switches;
import dev.gatehouse.autoconfigure.https.EffectiveMode;
import dev.gatehouse.https.HttpsMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * A feature, as it can be seen from outside. Says of properties what the conditions of its auto-configuration say, for the case
 * that those were asked at another time.
 *
 * @param name its name
 * @param bean the type of a bean that is there while it is on
 * @param property the property that asks for it, or could switch it off
 * @param isAskedFor whether properties ask for it, Gatehouse being on
 */
public record Feature(String name, String bean, String property, Predicate<Environment> isAskedFor) {

    private static final String LIMITS = "gatehouse.request-limits.enabled";

    /** What the banner tells of, in the order of the filters. */
    public static final List<Feature> OF_BANNER = List.of(
            unlessOff("request-id", "dev.gatehouse.requestid.RequestIdFilter"),
            unlessOff("access-log", "dev.gatehouse.accesslog.AccessLogFilter"),
            unlessOff("headers", "dev.gatehouse.headers.SecurityHeadersFilter"),
            unlessOff("errors", "dev.gatehouse.error.ErrorFormatFilter"),
            new Feature(
                    "trusted-hosts",
                    "dev.gatehouse.hosts.TrustedHostFilter",
                    "gatehouse.trusted-hosts.allowed",
                    isOn("gatehouse.trusted-hosts.enabled").and(has("gatehouse.trusted-hosts.allowed"))),
            new Feature(
                    "https",
                    "dev.gatehouse.https.HttpsFilter",
                    "gatehouse.https.mode",
                    environment -> EffectiveMode.of(environment) != HttpsMode.OFF),
            new Feature(
                    "cors",
                    "dev.gatehouse.cors.CorsFilter",
                    "gatehouse.cors.allowed-origins",
                    isOn("gatehouse.cors.enabled")
                            .and(has("gatehouse.cors.allowed-origins").or(has("gatehouse.cors.paths")))),
            new Feature(
                    "fetch-metadata",
                    "dev.gatehouse.fetchmetadata.FetchMetadataFilter",
                    "gatehouse.fetch-metadata.enabled",
                    environment -> Switches.isOn(environment, "gatehouse.fetch-metadata.enabled", false)),
            new Feature(
                    "address-lists",
                    "dev.gatehouse.addresslist.AddressListFilter",
                    "gatehouse.address-lists",
                    has("gatehouse.address-lists")),
            new Feature(
                    "concurrency",
                    "dev.gatehouse.concurrency.ConcurrencyLimitFilter",
                    "gatehouse.request-limits.max-concurrent",
                    isOn(LIMITS).and(isNotZero("gatehouse.request-limits.max-concurrent"))),
            new Feature(
                    "timeout",
                    "dev.gatehouse.deadline.RequestTimeoutFilter",
                    "gatehouse.request-limits.timeout",
                    isOn(LIMITS).and(isNotZero("gatehouse.request-limits.timeout"))),
            unlessOff("request-limits", "dev.gatehouse.limits.RequestLimitsFilter"),
            unlessOff("rate-limit", "dev.gatehouse.ratelimit.RateLimitFilter"),
            new Feature(
                    "upload",
                    "dev.gatehouse.upload.multipart.UploadFilter",
                    "gatehouse.upload.enabled",
                    isOn("gatehouse.upload.enabled")
                            .and(isOn("spring.servlet.multipart.enabled"))
                            .and(hasClass("org.springframework.boot.servlet.autoconfigure.MultipartProperties"))),
            unlessOff("health", "dev.gatehouse.health.HealthRoutes"),
            unlessOff("drain", "dev.gatehouse.drain.Drain"),
            unlessOff("error-record", "dev.gatehouse.errorrecord.ErrorRecordFilter"),
            new Feature(
                    "feature-flags",
                    "dev.gatehouse.flag.FlagFilter",
                    "gatehouse.feature-flags.enabled",
                    isOn("gatehouse.feature-flags.enabled").and(hasClass("dev.openfeature.sdk.OpenFeatureAPI"))));

    /** What belongs to one of those, or stands in front of none, and is asked for by a property of its own. */
    private static final List<Feature> FURTHER = List.of(
            new Feature(
                    "refusal of invalid request ids",
                    "dev.gatehouse.requestid.InvalidRequestIdFilter",
                    "gatehouse.request-id.on-invalid",
                    isOn("gatehouse.request-id.enabled").and(is("gatehouse.request-id.on-invalid", Set.of("reject")))),
            new Feature(
                    "shared rate limits",
                    "dev.gatehouse.ratelimit.remote.RemoteRateLimitStore",
                    "gatehouse.rate-limit.store",
                    isOn("gatehouse.rate-limit.enabled")
                            .and(is("gatehouse.rate-limit.store", Set.of("redis", "bucket4j")))),
            new Feature(
                    "virus scanner",
                    "dev.gatehouse.upload.scan.ClamAvScanner",
                    "gatehouse.upload.clamav.enabled",
                    isOn("gatehouse.upload.enabled")
                            .and(environment -> Switches.isOn(environment, "gatehouse.upload.clamav.enabled", false))),
            new Feature(
                    "environment check of beans",
                    "dev.gatehouse.autoconfigure.environment.BeanInspection",
                    Production.MODE,
                    environment -> Production.mode(environment) != EnvironmentMode.OFF));

    static Stream<Feature> all() {
        return Stream.concat(OF_BANNER.stream(), FURTHER.stream());
    }

    /**
     * Gives the types of all beans. In one pass: who asks the factory for one type after the other has it look through all beans
     * each time.
     *
     * @param beans the beans of the service
     * @return full names of classes
     */
    public static Set<String> typesOf(ListableBeanFactory beans) {
        Set<String> types = new HashSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null) {
                types.add(type.getName());
            }
        }
        return types;
    }

    private static Feature unlessOff(String name, String bean) {
        String property = "gatehouse." + name + ".enabled";
        return new Feature(name, bean, property, isOn(property));
    }

    private static Predicate<Environment> isOn(String property) {
        return environment -> Switches.isOn(environment, property);
    }

    private static Predicate<Environment> has(String list) {
        return environment -> SetProperties.hasEntry(environment, list);
    }

    private static Predicate<Environment> is(String property, Set<String> values) {
        return environment -> values.contains(text(environment, property));
    }

    /** Zero has several forms, with a unit or as a word. */
    private static Predicate<Environment> isNotZero(String property) {
        return environment -> !text(environment, property).matches("(?i)(PT)?0+[a-z]*|off|false");
    }

    private static String text(Environment environment, String property) {
        return Binder.get(environment).bind(property, String.class).orElse("").strip();
    }

    private static Predicate<Environment> hasClass(String name) {
        return environment -> ClassUtils.isPresent(name, Feature.class.getClassLoader());
    }
}
