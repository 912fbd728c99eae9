package org.loyaltyhub.bench;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one thread did for work that has to be made ready each time, without the making ready. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Effort {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    public long cpuNanos;
    public long allocatedBytes;
    public long operations;

    @Setup(Level.Iteration)
    public void reset() {
        cpuNanos = 0;
        allocatedBytes = 0;
        operations = 0;
    }

    /** Does so many operations. */
    void measure(int count, Runnable work) {
        long id = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        long nanos = THREADS.getCurrentThreadCpuTime();
        work.run();
        cpuNanos += THREADS.getCurrentThreadCpuTime() - nanos;
        allocatedBytes += THREADS.getThreadAllocatedBytes(id) - bytes;
        operations += count;
    }
}
