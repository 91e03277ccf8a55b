package dev.gatehouse.autoconfigure.tomcat;

import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Turns the headers of a response into bytes before Tomcat does, which makes a new {@code CharsetEncoder} and two buffers
 * for each name and each value: for the headers of a hardened answer more than everything else Gatehouse does. Headers
 * that are not plain ASCII are left to Tomcat.
 *
 * <p>One belongs to one response object of Tomcat, which serves one request after another, and is used by the thread that
 * has the request.
 */
final class EncodedHead implements ResponseHook {

    /** Notes are Tomcat's way to hang something on its objects; it uses the first few. */
    private static final int NOTE = 27;

    /** Tomcat writes the digits of a length to the front of a header's old buffer, whoever that belongs to. */
    private static final int SCRATCH = 32;

    private static final int USUAL_SIZE = 2048;
    private static final int MAX_KEPT_SIZE = 8192;

    private final PlainTexts plain = new PlainTexts();
    private final Response response;
    private byte[] bytes = new byte[USUAL_SIZE];
    private int end = SCRATCH;

    private EncodedHead(Response response) {
        this.response = response;
    }

    /** Finds the one of this response, ready for its next request. */
    static EncodedHead of(Response response) {
        if (response.getNote(NOTE) instanceof EncodedHead head) {
            head.begin();
            return head;
        }
        EncodedHead head = new EncodedHead(response);
        response.setNote(NOTE, head);
        return head;
    }

    private void begin() {
        end = SCRATCH;
        if (bytes.length > MAX_KEPT_SIZE) {
            bytes = new byte[USUAL_SIZE];
        }
    }

    /** What an earlier call has encoded stays where it is: an error page keeps the headers from before. */
    @Override
    public void beforeCommit(HttpServletResponse ignored) {
        MimeHeaders headers = response.getMimeHeaders();
        for (int i = 0; i < headers.size(); i++) {
            encode(headers.getName(i), 2 * i);
            encode(headers.getValue(i), 2 * i + 1);
        }
    }

    private void encode(MessageBytes part, int place) {
        if (part.getType() != MessageBytes.T_STR || part.getCharset() != StandardCharsets.ISO_8859_1) {
            return;
        }
        String text = part.getString();
        if (plain.contains(text, place)) {
            int start = append(text);
            part.setBytes(bytes, start, text.length());
        }
    }

    /** Deprecated since it takes the low byte of each character, which is all there is in a plain text. */
    @SuppressWarnings("deprecation")
    private int append(String text) {
        int start = end;
        if (text.length() > bytes.length - start) {
            // Not a longer copy: what stands in the old array is in use there.
            bytes = new byte[Math.max(2 * bytes.length, SCRATCH + text.length())];
            start = SCRATCH;
        }
        text.getBytes(0, text.length(), bytes, start);
        end = start + text.length();
        return start;
    }
}
