import Glibc

/// What the process has used so far, by the kernel's account.
struct ProcessUsage {
    let cpuSeconds: Double
    let wallSeconds: Double
    /// Largest resident memory so far.
    let peakBytes: Int

    static var now: ProcessUsage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        var clock = timespec()
        clock_gettime(CLOCK_MONOTONIC, &clock)
        return ProcessUsage(
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            wallSeconds: Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9,
            peakBytes: usage.ru_maxrss * 1024)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
