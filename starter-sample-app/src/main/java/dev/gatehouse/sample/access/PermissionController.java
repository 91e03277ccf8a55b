package dev.gatehouse.sample.access;

import dev.gatehouse.access.RequirePermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/permissions")
@Tag(name = "Roles")
class PermissionController {

    @RequirePermission("roles:read")
    @GetMapping
    @Operation(summary = "List permissions", description = "All there are: what roles and API keys can be given.")
    List<PermissionResponse> listPermissions() {
        return Arrays.stream(Permission.values()).map(PermissionResponse::of).toList();
    }
}
