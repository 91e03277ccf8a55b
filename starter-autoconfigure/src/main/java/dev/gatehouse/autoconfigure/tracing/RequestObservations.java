package dev.gatehouse.autoconfigure.tracing;

import dev.gatehouse.web.RequestAttributes;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Names the request and its user in each observation, as key values of high cardinality: they become attributes of spans
 * and never tags of meters. The observation of the request itself starts before its id is known, so it is completed when
 * it ends. Thread-safe.
 */
final class RequestObservations implements ObservationFilter, ObservationHandler<Observation.Context> {

    static final String REQUEST_ID = "request_id";
    static final String USER_ID = "user_id";

    private final Supplier<@Nullable String> currentId;
    private final Supplier<@Nullable String> currentUser;

    RequestObservations(Supplier<@Nullable String> currentId, Supplier<@Nullable String> currentUser) {
        this.currentId = currentId;
        this.currentUser = currentUser;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext);
    }

    /** At the start, for it may end on a thread that knows of no request. */
    @Override
    public void onStart(Observation.Context context) {
        add(context, REQUEST_ID, currentId.get());
        add(context, USER_ID, currentUser.get());
    }

    @Override
    public Observation.Context map(Observation.Context context) {
        HttpServletRequest request =
                context instanceof ServerRequestObservationContext server ? server.getCarrier() : null;
        if (request != null) {
            add(context, REQUEST_ID, RequestAttributes.text(request, RequestAttributes.REQUEST_ID));
            add(context, USER_ID, RequestAttributes.text(request, RequestAttributes.USER));
        }
        return context;
    }

    private static void add(Observation.Context context, String key, @Nullable String value) {
        if (value != null) {
            context.addHighCardinalityKeyValue(KeyValue.of(key, value));
        }
    }
}
