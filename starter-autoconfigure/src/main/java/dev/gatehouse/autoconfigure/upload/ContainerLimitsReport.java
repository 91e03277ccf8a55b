package dev.gatehouse.autoconfigure.upload;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.multipart.UploadRule;
import dev.gatehouse.upload.multipart.UploadRules;
import jakarta.servlet.MultipartConfigElement;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Tells at the start when the container takes smaller files than the policies: because {@code spring.servlet.multipart}
 * says so, or because beans of the service, which do not exist yet when the server is made, accept larger ones than the
 * properties.
 */
final class ContainerLimitsReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ContainerLimitsReport.class);

    private final MultipartConfigElement container;
    private final UploadRules rules;

    ContainerLimitsReport(MultipartConfigElement container, UploadRules rules) {
        this.container = container;
        this.rules = rules;
    }

    @Override
    public void afterSingletonsInstantiated() {
        long most = container.getMaxFileSize();
        long accepted = largest();
        if (most >= 0 && most < accepted) {
            log.info(
                    "The container takes files of at most {} bytes, a policy for uploads accepts {}: the files in between"
                            + " are refused. To change that, set gatehouse.upload.max-file-size, or"
                            + " spring.servlet.multipart.max-file-size where it is set.",
                    most,
                    accepted);
        }
    }

    private long largest() {
        return Stream.concat(rules.rules().stream(), Stream.of(rules.otherwise()))
                .map(UploadRule::policy)
                .flatMap(Stream::ofNullable)
                .mapToLong(UploadPolicy::maxFileSize)
                .max()
                .orElse(0);
    }
}
