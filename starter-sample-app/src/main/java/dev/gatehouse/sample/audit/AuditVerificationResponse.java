package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditSeal;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "What a verification found.")
record AuditVerificationResponse(
        @Schema(description = "Whether every row is there as it was written.")
        boolean ok,

        @Schema(
                description =
                        "The first row that was changed, or the first of a link in which one was added or left out;"
                                + " null if all is well, or only the given anchor is missing.",
                types = {"integer", "null"})
        @Nullable
        Long firstBadSeq,

        @Schema(description = "How many rows were looked at.", example = "1234")
        long checkedRows,

        @Schema(description = "Rows behind the last link: their number is not proven yet.", example = "3")
        int unsealedRows,

        @Schema(
                description = "The last link of the chain; null before the first.",
                types = {"object", "null"})
        @Nullable
        Anchor anchor) {

    /** What to keep elsewhere: a chain alone cannot show that its end was cut off. */
    record Anchor(
            @Schema(description = "The last sealed row.", example = "4711")
            long seq,

            @Schema(
                    description = "Hash of the link.",
                    example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String hash) {

        static Anchor of(AuditSeal seal) {
            return new Anchor(seal.toSequence(), seal.hash());
        }
    }
}
