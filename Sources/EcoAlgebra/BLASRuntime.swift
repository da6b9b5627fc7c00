import CLAPACKE

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The linear-algebra library of this process: one thread, and the kernels that fit the processor.
///
/// OpenBLAS 0.3.21 (Debian 12) runs its SSE3 kernels ("Prescott") on a processor younger than its table, three
/// to four times slower than the AVX kernels that the processor could run, and by default it spins one thread
/// per core. Parallelism is ours (one task a core), so one BLAS thread is right everywhere.
///
/// All entries into OpenBLAS are looked up by name, so that another BLAS still works.
public enum BLASRuntime {
    /// Sets one BLAS thread and the right kernels. Safe to call often; the first call does the work.
    ///
    /// Call it before any other function of this module: kernels are only exchanged before their first use.
    public static func prepare() {
        _ = prepared
    }

    /// Core name and thread count, such as `OpenBLAS SkylakeX, 1 thread`.
    public static var description: String {
        prepare()
        guard let core = coreName else { return "BLAS without a core name" }
        let threads = threadCount ?? 1
        return "OpenBLAS \(core), \(threads) thread\(threads == 1 ? "" : "s")"
    }

    private static let prepared: Bool = {
        selectKernels()
        setOneThread()
        return true
    }()

    private static func setOneThread() {
        guard let symbol = symbol("openblas_set_num_threads") else { return }
        unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)(1)
    }

    /// Replaces the SSE3 fallback by initialising the dispatch table of OpenBLAS anew.
    private static func selectKernels() {
        guard let kernels = missingKernels,
            let quit = symbol("gotoblas_dynamic_quit"), let start = symbol("gotoblas_dynamic_init")
        else { return }
        setenv("OPENBLAS_CORETYPE", kernels, 1)
        unsafeBitCast(quit, to: (@convention(c) () -> Void).self)()
        unsafeBitCast(start, to: (@convention(c) () -> Void).self)()
    }

    /// The kernels to ask for, where the library fell back to SSE3 although the processor can do more.
    private static var missingKernels: String? {
        guard coreName == "Prescott", getenv("OPENBLAS_CORETYPE") == nil else { return nil }
        let best = String(cString: clapacke_best_kernels())
        return best.isEmpty ? nil : best
    }

    private static var coreName: String? {
        guard let symbol = symbol("openblas_get_corename") else { return nil }
        let name = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<CChar>?).self)()
        return name.map { String(cString: $0) }
    }

    private static var threadCount: Int? {
        guard let symbol = symbol("openblas_get_num_threads") else { return nil }
        return Int(unsafeBitCast(symbol, to: (@convention(c) () -> Int32).self)())
    }

    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
        dlsym(UnsafeMutableRawPointer(bitPattern: 0), name)  // RTLD_DEFAULT
    }
}
