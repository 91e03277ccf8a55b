package dev.gatehouse.autoconfigure.environment;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeTypeUtils;

/** Shows operators what the environment check found. */
@WebEndpoint(id = "environmentreport")
final class EnvironmentReportEndpoint {

    private final EnvironmentInspection inspection;

    EnvironmentReportEndpoint(EnvironmentInspection inspection) {
        this.inspection = inspection;
    }

    @ReadOperation(produces = MimeTypeUtils.APPLICATION_JSON_VALUE)
    String report() {
        return inspection.report().toJson();
    }
}
