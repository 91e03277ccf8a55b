package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.multipart.UploadRule;
import dev.gatehouse.upload.multipart.UploadRules;
import jakarta.servlet.MultipartConfigElement;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells at the start when the container takes smaller files, smaller requests or fewer parts than the policies: because
 * {@code spring.servlet.multipart} or {@code server.tomcat} says so, or because beans of the service, which do not exist yet
 * when the server is made, accept more than the properties.
 */
final class ContainerLimitsReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ContainerLimitsReport.class);

    private final MultipartConfigElement container;
    private final ContainerParts parts;
    private final UploadRules rules;

    ContainerLimitsReport(MultipartConfigElement container, ContainerParts parts, UploadRules rules) {
        this.container = container;
        this.parts = parts;
        this.rules = rules;
    }

    @Override
    public void afterSingletonsInstantiated() {
        reportFileSize(container.getMaxFileSize(), largest(UploadPolicy::maxFileSize));
        reportRequestSize(container.getMaxRequestSize(), largest(UploadPolicy::maxTotalSize));
        reportParts(parts.most(), largest(UploadPolicy::maxFiles));
    }

    private static void reportFileSize(long most, long accepted) {
        if (isLess(most, accepted)) {
            log.info(
                    "The container takes files of at most {} bytes, a policy for uploads accepts {}: the files in between"
                            + " are refused. To change that, set gatehouse.upload.max-file-size, or"
                            + " spring.servlet.multipart.max-file-size where it is set.",
                    most,
                    accepted);
        }
    }

    private static void reportRequestSize(long most, long accepted) {
        if (isLess(most, accepted)) {
            log.info(
                    "The container takes requests of at most {} bytes, a policy for uploads accepts files of {} together: what"
                            + " is in between is refused. To change that, set gatehouse.upload.max-total-size, or"
                            + " spring.servlet.multipart.max-request-size where it is set.",
                    most,
                    accepted);
        }
    }

    private static void reportParts(long most, long accepted) {
        if (isLess(most, accepted)) {
            log.info(
                    "The container takes at most {} parts in a request, fields among them, a policy for uploads accepts {}"
                            + " files: more are refused. To change that, set server.tomcat.max-part-count.",
                    most,
                    accepted);
        }
    }

    private static boolean isLess(long most, long accepted) {
        return most >= 0 && most < accepted;
    }

    private long largest(ToLongFunction<UploadPolicy> limit) {
        return Stream.concat(rules.rules().stream(), Stream.of(rules.otherwise()))
                .map(UploadRule::policy)
                .flatMap(Stream::ofNullable)
                .mapToLong(limit)
                .max()
                .orElse(0);
    }
}
