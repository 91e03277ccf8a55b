package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "How many sessions have ended.")
record RevokedSessions(@Schema(example = "3") int revoked) {}
