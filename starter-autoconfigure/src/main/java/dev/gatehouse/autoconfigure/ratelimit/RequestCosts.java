package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RequestCost;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The computed costs of the application by their name. */
final class RequestCosts {

    private final Map<String, RequestCost> byName = new TreeMap<>();

    private RequestCosts() {}

    static RequestCosts of(Stream<RequestCost> beans) {
        RequestCosts costs = new RequestCosts();
        beans.forEach(bean -> costs.byName.putIfAbsent(bean.name(), bean));
        return costs;
    }

    @Nullable
    RequestCost find(String name) {
        return byName.get(name);
    }

    String unknown(String name) {
        String remedy = byName.isEmpty()
                ? "There is no RequestCost bean; add one of that name."
                : "Use one of " + byName.keySet() + ", or add a RequestCost bean of that name.";
        return "'" + name + "' is not a cost. " + remedy;
    }
}
