package dev.gatehouse.upload.multipart;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import java.util.List;

/** What is wrong with a multipart request before any of its files is looked at. */
enum MultipartFlaw {
    MALFORMED(
            "multipart_malformed",
            ErrorCode.MALFORMED_BODY,
            "The multipart body could not be read. Build it as RFC 7578 says."),
    WITHOUT_BOUNDARY(
            "multipart_without_boundary",
            ErrorCode.MALFORMED_BODY,
            "The Content-Type names no boundary. Let the client library set it."),
    NOT_FORM_DATA(
            "multipart_not_form_data",
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            "Parts are accepted as multipart/form-data only. Send them so."),
    TOO_LARGE(
            "multipart_too_large",
            ErrorCode.CONTENT_TOO_LARGE,
            "The request or one of its parts is too large, or it has too many parts. Send less at once."),
    NOT_CONFIGURED(
            "multipart_not_accepted", ErrorCode.UNSUPPORTED_MEDIA_TYPE, "This resource accepts no multipart requests.");

    private final String code;
    private final Problem problem;

    MultipartFlaw(String code, ErrorCode error, String message) {
        this.code = code;
        this.problem = Problem.of(error)
                .withMessage(message)
                .withDetails(List.of(new FieldProblem("body", message, code)))
                .refusedBy(new Refusal(UploadRefusals.FILTER, code));
    }

    String code() {
        return code;
    }

    Problem problem() {
        return problem;
    }
}
