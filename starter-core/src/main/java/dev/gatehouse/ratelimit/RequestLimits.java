package dev.gatehouse.ratelimit;

import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the stages decided about one request so far; writes it to the response at the last moment. */
final class RequestLimits implements ResponseHook {

    private static final String ATTRIBUTE = RequestLimits.class.getName();

    private final RateLimitHeaders headers;
    private final boolean exempt;
    private final boolean hooked;
    private RateLimitDecision decision = RateLimitDecision.UNLIMITED;
    private List<Charge> taken = List.of();

    RequestLimits(RateLimitHeaders headers, boolean exempt, boolean hooked) {
        this.headers = headers;
        this.exempt = exempt;
        this.hooked = hooked;
    }

    static @Nullable RequestLimits of(HttpServletRequest request) {
        return (RequestLimits) request.getAttribute(ATTRIBUTE);
    }

    void bindTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    boolean isExempt() {
        return exempt;
    }

    List<Charge> taken() {
        return taken;
    }

    void allowed(List<Charge> charges, RateLimitDecision later) {
        decision = decision.and(later);
        taken = charges;
    }

    /** Earlier stages got back what they had taken. */
    void rejected(RateLimitDecision later) {
        List<PolicyState> states = new ArrayList<>(decision.states().size());
        for (PolicyState state : decision.states()) {
            states.add(state.givenBack(1));
        }
        decision = new RateLimitDecision(true, states).and(later);
        taken = List.of();
    }

    /** Without stage one nobody handed a hooked response down the chain. */
    void writeUnlessHooked(HttpServletResponse response) {
        if (!hooked && !response.isCommitted()) {
            beforeCommit(response);
        }
    }

    @Override
    public void beforeCommit(HttpServletResponse response) {
        headers.write(decision, response);
    }
}
