package dev.gatehouse.autoconfigure.deadline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of an answer, which is cut until it has been read or given up. */
final class LimitedEntity extends HttpEntityWrapper {

    private final DeadlineCut cut;

    LimitedEntity(HttpEntity entity, DeadlineCut cut) {
        super(entity);
        this.cut = cut;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new FilterInputStream(super.getContent()) {
            @Override
            public int read() throws IOException {
                return ended(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return ended(super.read(bytes, offset, length));
            }

            @Override
            public void close() throws IOException {
                cut.close();
                super.close();
            }
        };
    }

    private int ended(int read) {
        if (read < 0) {
            cut.close();
        }
        return read;
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        try (cut) {
            super.writeTo(target);
        }
    }

    @Override
    public void close() throws IOException {
        try (cut) {
            super.close();
        }
    }
}
