package dev.gatehouse.addresslist;

import dev.gatehouse.net.ClientAddress;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** All lists together: each one that covers a request has to admit the client. Immutable, thread-safe. */
public final class AddressLists {

    private final List<AddressList> lists;
    private final RequestMatcher unusual;

    /**
     * Creates the lists.
     *
     * @param lists the lists, in any order
     * @param unusual the requests whose path is so spelled that the handler may see another one than the matchers; all
     *     lists cover them
     */
    public AddressLists(List<AddressList> lists, RequestMatcher unusual) {
        this.lists = List.copyOf(lists);
        this.unusual = unusual;
    }

    /**
     * Tells whether the client may send the request.
     *
     * @param request the request
     * @param client who sent it
     * @return true if no list that covers the request refuses the client
     */
    public boolean admit(HttpServletRequest request, ClientAddress client) {
        for (int i = 0; i < lists.size(); i++) {
            AddressList list = lists.get(i);
            if (!list.admits(client) && covers(list, request)) {
                return false;
            }
        }
        return true;
    }

    private boolean covers(AddressList list, HttpServletRequest request) {
        return list.matcher().matches(request) || unusual.matches(request);
    }

    /**
     * Gives the lists.
     *
     * @return the lists in the order of the configuration
     */
    public List<AddressList> lists() {
        return lists;
    }
}
