package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import dev.gatehouse.upload.type.ContentDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever the bytes, there is a verdict, soon and in little memory. Files of the corpus are cut, changed, spliced and put
 * together at random. A million of them in the profile "proof"; not a property of jqwik, because their number has to be
 * chosen when it runs.
 */
class UploadFuzzTests {

    private static final int INPUTS = Boolean.getBoolean("dev.gatehouse.proof") ? 1_000_000 : 4_000;
    private static final long MOST_BYTES = 20L << 20;
    private static final long MOST_NANOS = 10_000_000_000L;
    private static final int LARGEST_SEED = 16 << 10;

    private static final Logger log = LoggerFactory.getLogger(UploadFuzzTests.class);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // In processor time: what else the machine does is no time-out.
    private static final UploadValidator VALIDATOR =
            new UploadValidator(ContentDetector.standard(), null, THREADS::getCurrentThreadCpuTime);

    @Example
    void alwaysGivesAVerdict() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long begin = THREADS.getCurrentThreadCpuTime();
        List<Sample> seeds = Corpus.all().stream()
                .filter(sample -> sample.bytes().length > 0 && sample.bytes().length <= LARGEST_SEED)
                .toList();
        // They take long, so they come seldom.
        List<Sample> light = seeds.stream()
                .filter(sample -> !sample.title().contains("bomb"))
                .toList();
        Map<UploadReason, Integer> refused = new EnumMap<>(UploadReason.class);
        long slowest = 0;
        long largest = 0;
        int accepted = 0;
        for (int i = 0; i < INPUTS; i++) {
            Sample sample = any(random.nextInt(50) == 0 ? seeds : light, random);
            byte[] bytes = mutated(sample.bytes(), seeds, random);
            UploadedFile file =
                    UploadedFile.of(nameFor(sample, seeds, random), sample.declaredType(), Content.of(bytes));
            String input = "seed " + seed + ", input " + i;
            long start = THREADS.getCurrentThreadCpuTime();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            UploadVerdict verdict = VALIDATOR.validate(file, sample.effectivePolicy());
            largest = Math.max(largest, THREADS.getCurrentThreadAllocatedBytes() - before);
            slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
            if (verdict.isAccepted()) {
                accepted++;
            } else {
                refused.merge(verdict.rejection().reason(), 1, Integer::sum);
            }
            assertThat(refused)
                    .as(input)
                    .doesNotContainKeys(UploadReason.ANALYSIS_FAILED, UploadReason.ANALYSIS_TIMEOUT);
            assertThat(largest).as(input).isLessThan(MOST_BYTES);
        }
        assertThat(slowest).isLessThan(MOST_NANOS);
        assertThat(accepted).isBetween(1, INPUTS - 1);
        assertThat(refused).hasSizeGreaterThan(20);
        log.info(
                "Seed {}: {} inputs, {} accepted, refused {}; {} s of processor time, slowest {} ms; at most {} KB allocated for a"
                        + " file, heap of at most {} MB",
                seed,
                INPUTS,
                accepted,
                refused,
                (THREADS.getCurrentThreadCpuTime() - begin) / 1_000_000_000,
                slowest / 1_000_000,
                largest / 1024,
                peakHeap() >> 20);
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static String nameFor(Sample sample, List<Sample> seeds, Random random) {
        return random.nextInt(8) == 0 ? any(seeds, random).name() : sample.name();
    }

    private static Sample any(List<Sample> samples, Random random) {
        return samples.get(random.nextInt(samples.size()));
    }

    private static byte[] mutated(byte[] original, List<Sample> seeds, Random random) {
        byte[] bytes = original.clone();
        for (int rounds = random.nextInt(4); rounds >= 0; rounds--) {
            bytes = switch (random.nextInt(7)) {
                case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 1 -> spliced(bytes, any(seeds, random).bytes(), random);
                case 2 -> removed(bytes, random);
                case 3 -> filled(bytes, random);
                default -> changed(bytes, random);
            };
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int[] telling = {0, 1, 0x7f, 0x80, 0xff, '<', '/', 'P', 0xd8, 0xd9};
        for (int count = bytes.length == 0 ? 0 : 1 + random.nextInt(8); count > 0; count--) {
            boolean known = random.nextBoolean();
            bytes[random.nextInt(bytes.length)] =
                    (byte) (known ? telling[random.nextInt(telling.length)] : random.nextInt(256));
        }
        return bytes;
    }

    private static byte[] filled(byte[] bytes, Random random) {
        if (bytes.length > 0) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
            Arrays.fill(bytes, from, to, random.nextBoolean() ? (byte) 0xff : 0);
        }
        return bytes;
    }

    private static byte[] removed(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
        byte[] result = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(bytes, to, result, from, bytes.length - to);
        return result;
    }

    private static byte[] spliced(byte[] bytes, byte[] other, Random random) {
        int head = random.nextInt(bytes.length + 1);
        int tail = random.nextInt(other.length + 1);
        byte[] result = new byte[head + other.length - tail];
        System.arraycopy(bytes, 0, result, 0, head);
        System.arraycopy(other, tail, result, head, other.length - tail);
        return result;
    }
}
