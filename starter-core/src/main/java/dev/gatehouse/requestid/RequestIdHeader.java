package dev.gatehouse.requestid;

import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Puts the id on the answer, also after a reset, and lets scripts of another origin read it where CORS lets them read
 * the answer (Fetch, 3.3.3).
 */
record RequestIdHeader(String name, String id) implements ResponseHook {

    private static final String EXPOSED = "Access-Control-Expose-Headers";

    @Override
    public void beforeCommit(HttpServletResponse response) {
        response.setHeader(name, id);
        if (response.containsHeader("Access-Control-Allow-Origin")
                && !response.containsHeader("Access-Control-Allow-Methods")
                && !isExposed(response)) {
            response.addHeader(EXPOSED, name);
        }
    }

    private boolean isExposed(HttpServletResponse response) {
        for (String list : response.getHeaders(EXPOSED)) {
            int start = 0;
            while (start <= list.length()) {
                int comma = list.indexOf(',', start);
                int end = comma < 0 ? list.length() : comma;
                if (name.equalsIgnoreCase(list.substring(start, end).strip())) {
                    return true;
                }
                start = end + 1;
            }
        }
        return false;
    }
}
