package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(description = "All live sessions, newest first.")
record SessionList(List<SessionResponse> content) {}
