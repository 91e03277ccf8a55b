package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.upload.UploadRejection;
import dev.gatehouse.upload.content.UploadReason;
import java.time.Duration;
import java.util.List;

/** What the client is told. */
final class UploadRefusals {

    static final String FILTER = "upload";

    private static final ErrorCode UNACCEPTABLE = new ErrorCode(
            "unacceptable_file",
            422,
            "The content of a file is not acceptable.",
            ErrorCategory.VALIDATION,
            ErrorSeverity.WARNING);

    /** A scanner that is restarted reads its signatures first. */
    private static final Duration SCANNER_BACK = Duration.ofSeconds(30);

    private static final int MAX_FIELD_LENGTH = 64;

    static final Problem NUL_IN_NAME = of(UploadReason.NAME_CONTROL_CHARACTER, "file");
    static final Problem FILE_TOO_LARGE = of(UploadReason.FILE_TOO_LARGE, "file");

    private UploadRefusals() {}

    static Problem of(UploadReason reason, String field) {
        return of(UploadRejection.of(reason), List.of(detail(UploadRejection.of(reason), field)));
    }

    /** The first rejection decides about the status; every one is told. */
    static Problem of(UploadRejection rejection, List<FieldProblem> details) {
        Problem problem = Problem.of(codeOf(rejection.status()))
                .withMessage(rejection.message())
                .withDetails(details)
                .refusedBy(new Refusal(FILTER, rejection.code()));
        return rejection.status() == 503 ? problem.withRetryAfter(SCANNER_BACK) : problem;
    }

    static FieldProblem detail(UploadRejection rejection, String field) {
        return new FieldProblem(field, rejection.message(), rejection.code());
    }

    /** The name of a part comes from the client: told only when it reads like the name of a field. */
    static String field(String partName) {
        if (partName.isEmpty() || partName.length() > MAX_FIELD_LENGTH) {
            return "file";
        }
        for (int i = 0; i < partName.length(); i++) {
            char c = partName.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && "_-.[]".indexOf(c) < 0) {
                return "file";
            }
        }
        return partName;
    }

    private static ErrorCode codeOf(int status) {
        return switch (status) {
            case 400 -> ErrorCode.VALIDATION_FAILED;
            case 413 -> ErrorCode.CONTENT_TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> UNACCEPTABLE;
        };
    }
}
