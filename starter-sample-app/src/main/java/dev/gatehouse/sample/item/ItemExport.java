package dev.gatehouse.sample.item;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "One page of an export.")
record ItemExport(
        List<ItemResponse> content,

        @Schema(
                description = "Send it back for the next page. Null behind the last item.",
                types = {"string", "null"})
        @Nullable
        String nextCursor) {}
