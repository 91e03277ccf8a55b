package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Masks secrets in the readable lines of another encoder, stack traces included. */
final class MaskingEncoder extends EncoderBase<ILoggingEvent> {

    private final LayoutWrappingEncoder<ILoggingEvent> target;
    private final Charset charset;
    private final SecretMask mask;
    private volatile AccessLogLayout layout;

    MaskingEncoder(LayoutWrappingEncoder<ILoggingEvent> target, SecretMask mask) {
        this.target = target;
        this.layout = new AccessLogLayout(target.getLayout());
        this.charset = target.getCharset() == null ? Charset.defaultCharset() : target.getCharset();
        this.mask = mask;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return mask.mask(layout().doLayout(event)).getBytes(charset);
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
}
