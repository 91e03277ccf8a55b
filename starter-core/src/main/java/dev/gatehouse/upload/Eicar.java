package dev.gatehouse.upload;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The EICAR test file (2003-05-01), which every malware scanner finds: without a scanner, too. */
final class Eicar {

    // In two parts, so that no scanner finds it here.
    private static final byte[] TEST_FILE = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$"
                    + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    private Eicar() {}

    static void check(byte[] head) {
        if (head.length >= TEST_FILE.length
                && Arrays.equals(head, 0, TEST_FILE.length, TEST_FILE, 0, TEST_FILE.length)) {
            throw new UploadRefusedException(UploadReason.MALWARE_FOUND);
        }
    }
}
