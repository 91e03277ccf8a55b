package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.gatehouse.autoconfigure.accesslog.DeferrableEncoder;
import dev.gatehouse.mask.SecretMask;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Masks secrets in the readable lines of another encoder, stack traces included. */
final class MaskingEncoder extends EncoderBase<ILoggingEvent> implements DeferrableEncoder {

    private final LayoutWrappingEncoder<ILoggingEvent> target;
    private final Charset charset;
    private final SecretMask mask;
    private volatile AccessLogLayout layout;
    private volatile Judged judged = new Judged("", false);

    MaskingEncoder(LayoutWrappingEncoder<ILoggingEvent> target, SecretMask mask) {
        this.target = target;
        this.layout = new AccessLogLayout(target.getLayout());
        this.charset = target.getCharset() == null ? Charset.defaultCharset() : target.getCharset();
        this.mask = mask;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return masked(layout().doLayout(event), event).getBytes(charset);
    }

    @Override
    public boolean isDeferrable() {
        return layout().isKnown();
    }

    /** A logger that is called like a secret is not the name of one. */
    private String masked(String line, ILoggingEvent event) {
        int logger = isSecret(event.getLoggerName()) ? LoggerName.end(line, event) : -1;
        return logger < 0 ? mask.mask(line) : mask.mask(line.substring(0, logger)) + mask.mask(line.substring(logger));
    }

    /** Most lines come from the logger of the one before. */
    private boolean isSecret(String name) {
        Judged last = judged;
        if (!last.logger().equals(name)) {
            last = new Judged(name, mask.isSecret(name));
            judged = last;
        }
        return last.secret();
    }

    private AccessLogLayout layout() {
        AccessLogLayout known = layout;
        if (!known.isOf(target.getLayout())) {
            known = new AccessLogLayout(target.getLayout());
            layout = known;
        }
        return known;
    }

    @Override
    public byte @Nullable [] headerBytes() {
        return target.headerBytes();
    }

    @Override
    public byte @Nullable [] footerBytes() {
        return target.footerBytes();
    }

    @Override
    public void stop() {
        target.stop();
        super.stop();
    }

    /** The name of a logger, and whether it is called like a secret. */
    private record Judged(String logger, boolean secret) {}
}
