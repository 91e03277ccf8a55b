package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.autoconfigure.environment.feature.Feature;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Report;
import dev.gatehouse.environment.Severity;
import java.util.Arrays;
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

    /** What Spring calls the profile of a service that has none. */
    private static final String[] NO_PROFILE = {"default"};

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
        Set<String> present = Feature.typesOf(beans);
        for (Feature feature : Feature.OF_BANNER) {
            (present.contains(feature.bean()) ? on : off).add(feature.name());
        }
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
        String[] active = environment.getActiveProfiles();
        String[] profiles = active.length == 0 ? environment.getDefaultProfiles() : active;
        return (inspection.isProduction() ? "production" : "not production") + ", "
                + (profiles.length == 0 || Arrays.equals(profiles, NO_PROFILE)
                        ? "no profile"
                        : "profile " + StringUtils.arrayToDelimitedString(profiles, ", "))
                + ", Java " + Runtime.version();
    }

    private String database() {
        try {
            String url = environment.getProperty("spring.datasource.url");
            return url == null || url.isBlank() ? "none configured" : ShownJdbcUrl.of(url.strip());
        } catch (IllegalArgumentException e) {
            // A placeholder that nothing resolves is a finding of its own, CFG004.
            return "not configured";
        }
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
