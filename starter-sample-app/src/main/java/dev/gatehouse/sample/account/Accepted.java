package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "Taken in. Says the same whether there is such an account or not.")
record Accepted(
        @Schema(example = "If that can be done, a mail is on its way.")
        String message) {

    static final Accepted MAIL = new Accepted("If that can be done, a mail is on its way.");
}
