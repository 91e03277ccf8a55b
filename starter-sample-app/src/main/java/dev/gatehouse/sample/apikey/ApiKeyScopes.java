package dev.gatehouse.sample.apikey;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.sample.access.Permission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What keys may be for: permissions, by name for people, by number in the table. */
final class ApiKeyScopes {

    private static final Map<String, Permission> BY_NAME =
            Arrays.stream(Permission.values()).collect(Collectors.toMap(Permission::permission, Function.identity()));

    private ApiKeyScopes() {}

    /** What does not name a permission. */
    static List<FieldProblem> unknown(List<String> scopes) {
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i++) {
            if (!BY_NAME.containsKey(scopes.get(i))) {
                problems.add(new FieldProblem("scopes[" + i + "]", "must name a permission", "scope_unknown"));
            }
        }
        return problems;
    }

    static Set<Integer> ids(Set<String> scopes) {
        return scopes.stream()
                .map(scope -> Objects.requireNonNull(BY_NAME.get(scope)).id())
                .collect(Collectors.toSet());
    }
}
