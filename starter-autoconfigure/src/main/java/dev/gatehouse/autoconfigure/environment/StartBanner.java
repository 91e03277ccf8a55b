package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Report;
import dev.gatehouse.environment.Severity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Tells at the start where the service runs, with what, and what is insecure about it. Shows no value of a secret. */
final class StartBanner {

    private static final Logger log = LoggerFactory.getLogger("dev.gatehouse.Banner");

    /** What is on shows in a bean of its own, whatever switched it on. */
    private static final Map<String, String> FEATURES = new LinkedHashMap<>();

    static {
        FEATURES.put("request-id", "dev.gatehouse.requestid.RequestIdFilter");
        FEATURES.put("access-log", "dev.gatehouse.accesslog.AccessLogFilter");
        FEATURES.put("headers", "dev.gatehouse.headers.SecurityHeadersFilter");
        FEATURES.put("errors", "dev.gatehouse.error.ErrorFormatFilter");
        FEATURES.put("trusted-hosts", "dev.gatehouse.hosts.TrustedHostFilter");
        FEATURES.put("https", "dev.gatehouse.https.HttpsFilter");
        FEATURES.put("cors", "dev.gatehouse.cors.CorsFilter");
        FEATURES.put("fetch-metadata", "dev.gatehouse.fetchmetadata.FetchMetadataFilter");
        FEATURES.put("address-lists", "dev.gatehouse.addresslist.AddressListFilter");
        FEATURES.put("concurrency", "dev.gatehouse.concurrency.ConcurrencyLimitFilter");
        FEATURES.put("timeout", "dev.gatehouse.deadline.RequestTimeoutFilter");
        FEATURES.put("request-limits", "dev.gatehouse.limits.RequestLimitsFilter");
        FEATURES.put("rate-limit", "dev.gatehouse.ratelimit.RateLimitFilter");
        FEATURES.put("upload", "dev.gatehouse.upload.multipart.UploadFilter");
        FEATURES.put("health", "dev.gatehouse.health.HealthRoutes");
        FEATURES.put("drain", "dev.gatehouse.drain.Drain");
        FEATURES.put("error-record", "dev.gatehouse.errorrecord.ErrorRecordFilter");
        FEATURES.put("feature-flags", "dev.gatehouse.flag.FlagFilter");
    }

    private final Environment environment;
    private final ListableBeanFactory beans;

    StartBanner(Environment environment, ListableBeanFactory beans) {
        this.environment = environment;
        this.beans = beans;
    }

    void show(EnvironmentInspection inspection) {
        if (inspection.properties().banner() && log.isInfoEnabled()) {
            log.info("{}", text(inspection));
        }
    }

    String text(EnvironmentInspection inspection) {
        StringJoiner on = new StringJoiner(", ");
        StringJoiner off = new StringJoiner(", ");
        Set<String> present = typesOfBeans();
        FEATURES.forEach((feature, type) -> (present.contains(type) ? on : off).add(feature));
        String name = environment.getProperty("spring.application.name", "");
        return """
                Gatehouse%s
                  environment  %s
                  database     %s
                  on           %s
                  off          %s
                  insecure     %s""".formatted(
                name.isEmpty() ? "" : " guards " + name, where(inspection), database(), on, off, insecure(inspection));
    }

    private String where(EnvironmentInspection inspection) {
        String[] profiles = environment.getActiveProfiles();
        return (inspection.isProduction() ? "production" : "not production") + ", "
                + (profiles.length == 0
                        ? "no profile"
                        : "profile " + StringUtils.arrayToDelimitedString(profiles, ", "))
                + ", Java " + Runtime.version();
    }

    private String database() {
        try {
            String url = environment.getProperty(DatabaseChecks.URL);
            return url == null || url.isBlank() ? "none configured" : new JdbcUrl(url).withoutCredentials();
        } catch (IllegalArgumentException e) {
            // A placeholder that nothing resolves is a finding of its own, CFG004.
            return "not configured";
        }
    }

    /** In one pass: who asks the factory for one type after the other has it look through all beans each time. */
    private Set<String> typesOfBeans() {
        Set<String> types = new HashSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null) {
                types.add(type.getName());
            }
        }
        return types;
    }

    private static String insecure(EnvironmentInspection inspection) {
        Report report = inspection.report().atLeast(Severity.WARNING);
        if (report.findings().isEmpty()) {
            return "nothing found";
        }
        TreeSet<String> ids = new TreeSet<>();
        report.findings().stream().map(Finding::id).forEach(ids::add);
        return String.join(", ", ids);
    }
}
