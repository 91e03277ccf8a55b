package dev.gatehouse.sample.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "A new API key, with its secret.")
record CreatedApiKey(
        @Schema(
                description = "The key itself. It is shown now and never again.",
                example = "gh_live_k3J9xQ2a_0123456789012345678901234567890123456789012abcdef")
        String key,

        @JsonUnwrapped ApiKeyResponse known) {

    @Override
    public String toString() {
        return "CreatedApiKey[" + known + "]";
    }
}
