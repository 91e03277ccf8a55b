package dev.gatehouse.addresslist;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses with 403 a request whose client address a list keeps away from its path. Stands before the limits and
 * authentication: who may not come in costs nothing. For the dispatch REQUEST. Immutable, thread-safe.
 */
public final class AddressListFilter extends HttpRequestFilter {

    private static final Problem REFUSED = Problem.of(ErrorCode.FORBIDDEN)
            .withMessage("Access from your network is not allowed here.")
            .refusedBy(new Refusal("address_lists", "not_allowed"));

    private final AddressLists lists;
    private final ClientAddressResolver addresses;
    private final RejectionWriter rejections;

    /**
     * Creates the filter.
     *
     * @param lists who may come in where
     * @param addresses tells the client's address
     * @param rejections writes the refusals
     */
    public AddressListFilter(AddressLists lists, ClientAddressResolver addresses, RejectionWriter rejections) {
        this.lists = lists;
        this.addresses = addresses;
        this.rejections = rejections;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (lists.admit(request, addresses.resolve(request))) {
            chain.doFilter(request, response);
            return;
        }
        rejections.write(request, response, REFUSED);
    }
}
