package dev.gatehouse.limits;

import dev.gatehouse.error.Problem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Counts before it hands out; everything else in {@code InputStream} reads through these methods. */
final class MeteredInputStream extends ServletInputStream {

    private final ServletInputStream source;
    private final BodyMeter meter;

    MeteredInputStream(ServletInputStream source, BodyMeter meter) {
        this.source = source;
        this.meter = meter;
    }

    @Override
    public int read() throws IOException {
        long start = System.nanoTime();
        int octet;
        try {
            octet = source.read();
        } catch (IOException e) {
            throw overruled(e);
        }
        count(octet < 0 ? 0 : 1, start);
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int read;
        try {
            read = source.read(bytes, offset, length);
        } catch (IOException e) {
            throw overruled(e);
        }
        count(Math.max(read, 0), start);
        return read;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        long start = System.nanoTime();
        int read;
        try {
            read = source.read(buffer);
        } catch (IOException e) {
            throw overruled(e);
        }
        count(Math.max(read, 0), start);
        return read;
    }

    private void count(int bytes, long start) {
        Problem refusal = meter.count(bytes, System.nanoTime() - start);
        if (refusal != null) {
            throw new BodyRefusedException(refusal);
        }
    }

    /** The failure itself, unless the read was not to go on anyway. */
    private IOException overruled(IOException failure) {
        Problem refusal = meter.fail();
        if (refusal != null) {
            throw new BodyRefusedException(refusal);
        }
        return failure;
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    @Override
    public boolean isFinished() {
        return source.isFinished();
    }

    @Override
    public boolean isReady() {
        return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        source.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
