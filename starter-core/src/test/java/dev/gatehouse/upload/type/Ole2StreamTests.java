package dev.gatehouse.upload.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.UploadedFile;
import dev.gatehouse.upload.content.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Small streams, whose sectors stand inside of another stream. */
class Ole2StreamTests {

    private static final int SECTOR = 512;
    private static final int END = 0xfffffffe;

    /** A file that begins with its table and the directory; the two chains of small sectors start at the given sectors. */
    private static ByteBuffer file(int tables, int sectors, int root, int rootSize, int mini, int start, int size) {
        ByteBuffer file = ByteBuffer.allocate(SECTOR * (sectors + 1)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xe11ab1a1e011cfd0L);
        file.putShort(24, (short) 0x3e).putShort(26, (short) 3).putShort(28, (short) 0xfffe);
        file.putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, tables)
                .putInt(48, tables)
                .putInt(56, 4096)
                .putInt(60, mini)
                .putInt(64, 1)
                .putInt(68, END);
        for (int i = 0; i < tables; i++) {
            file.putInt(76 + 4 * i, i);
        }
        for (int i = 0; i < tables * 128; i++) {
            file.putInt(SECTOR + 4 * i, i < sectors ? END : -1);
        }
        entry(file, SECTOR * (tables + 1), "Root Entry", 5, 1, root, rootSize);
        entry(file, SECTOR * (tables + 1) + 128, "Workbook", 2, -1, start, size);
        return file;
    }

    private static void entry(ByteBuffer file, int at, String name, int kind, int child, int start, int size) {
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_16LE);
        file.put(at, text).putShort(at + 64, (short) text.length).put(at + 66, (byte) kind);
        file.putInt(at + 68, -1).putInt(at + 72, -1).putInt(at + 76, child);
        file.putInt(at + 116, start).putInt(at + 120, size);
    }

    private static void link(ByteBuffer file, int from, int to) {
        file.putInt(SECTOR + 4 * from, to);
    }

    private static UploadVerdict check(ByteBuffer file, AtomicLong read) throws IOException {
        Content content = Content.of(file.capacity(), () -> new ByteArrayInputStream(file.array()) {
            @Override
            public int read(byte[] target, int offset, int length) {
                int count = super.read(target, offset, length);
                read.addAndGet(Math.max(count, 0));
                return count;
            }
        });
        return UploadValidator.withDefaults()
                .validate(UploadedFile.of("a.xls", null, content), UploadPolicy.defaults());
    }

    /** A workbook of 10 small sectors in the given order. */
    private static ByteBuffer workbook(int... order) {
        int root = 3;
        ByteBuffer file = file(1, 8, root, 1024, 2, order[0], 640);
        link(file, root, 6);
        for (int i = 0; i < order.length; i++) {
            file.putInt(SECTOR * 3 + 4 * order[i], i + 1 < order.length ? order[i + 1] : END);
        }
        int first = SECTOR * (order[0] < 8 ? root + 1 : 7) + 64 * (order[0] % 8);
        file.putInt(first, 0x00080809).putInt(first + 12, 0x0000000a);
        return file;
    }

    @Test
    void readsSmallSectorsInAnyOrder() throws IOException {
        assertThat(check(workbook(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), new AtomicLong()))
                .hasToString("accepted as application/vnd.ms-excel");
        assertThat(check(workbook(9, 0, 8, 1, 15, 2, 6, 3, 5, 4), new AtomicLong()))
                .hasToString("accepted as application/vnd.ms-excel");
    }

    @Test
    void refusesASmallSectorBehindTheLast() throws IOException {
        assertThat(check(workbook(0, 16), new AtomicLong())).hasToString("rejected: content_malformed");
    }

    @Test
    void walksARingOfSectorsOnce() throws IOException {
        int tables = 109;
        int sectors = tables * 128;
        int far = sectors - 1;
        int last = sectors * 8 / 128 * 128 - 128;
        ByteBuffer file = file(tables, sectors, tables + 1, SECTOR * sectors, tables + 2, last, 4095);
        link(file, tables + 1, far);
        link(file, far, tables + 1);
        link(file, tables + 2, far - 1);
        link(file, far - 1, tables + 2);
        for (int sector : new int[] {tables + 1, far, tables + 2, far - 1}) {
            for (int i = 0; i < SECTOR; i += 4) {
                boolean table = sector == tables + 2 || sector == far - 1;
                file.putInt(SECTOR * (sector + 1) + i, table ? last : 0x003c0809);
            }
        }
        AtomicLong read = new AtomicLong();
        assertThat(check(file, read).isAccepted()).isFalse();
        assertThat(read.get()).isLessThan(64L * file.capacity());
    }

    /** The chain leads from one end of the table to the other and back, and each stream asks for its end. */
    @Test
    void walksToSmallStreamsOnceForAllOfThem() throws IOException {
        int tables = 80;
        int sectors = tables * 128;
        int streams = 2_000;
        int directory = tables;
        int root = tables + streams / 4 + 1;
        ByteBuffer file = file(tables, sectors, root, SECTOR * sectors, 0, 8 * 8_000, 64);
        for (int i = 1; i <= streams; i++) {
            int at = SECTOR * (directory + 1) + 128 * i;
            entry(file, at, i == 1 ? "Workbook" : "Stream" + i, 2, -1, 8 * 8_000, 64);
            file.putInt(at + 72, i < streams ? i + 1 : -1);
        }
        for (int i = 0; i < streams / 4; i++) {
            link(file, directory + i, directory + i + 1);
        }
        int low = root;
        int high = sectors - 1;
        while (low + 1 < high) {
            link(file, low, high);
            link(file, high, ++low);
            high--;
        }
        int far = SECTOR * (root + 4_000 + 1);
        file.putInt(far, 0x00080809).putInt(far + 12, 0x0000000a);
        AtomicLong read = new AtomicLong();
        assertThat(check(file, read)).hasToString("accepted as application/vnd.ms-excel");
        assertThat(read.get()).isLessThan(64L * file.capacity());
    }
}
