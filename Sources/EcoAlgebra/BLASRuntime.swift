import CLAPACKE

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The linear-algebra library of this process: one thread, and the same kernels on every processor with AVX2.
///
/// OpenBLAS picks kernels by processor. Each family rounds in its own way, so that a market solved on two machines would
/// differ in its last digits and even in the number of iterations. And OpenBLAS 0.3.21 (Debian 12) runs its SSE3 kernels
/// ("Prescott"), three to four times slower, on a processor younger than its table. Its Haswell kernels are taken instead;
/// a family that the environment names (`OPENBLAS_CORETYPE`) stays. By default OpenBLAS spins one thread
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

    /// Core name and thread count, such as `OpenBLAS Haswell, 1 thread`.
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

    /// Takes the common kernels by initialising the dispatch table of OpenBLAS anew.
    private static func selectKernels() {
        guard getenv(variable) == nil, let core = coreName else { return }
        let kernels = String(cString: clapacke_common_kernels())
        guard !kernels.isEmpty, core != kernels, let quit = symbol("gotoblas_dynamic_quit"),
            let start = symbol("gotoblas_dynamic_init")
        else { return }
        setenv(variable, kernels, 1)
        unsafeBitCast(quit, to: (@convention(c) () -> Void).self)()
        unsafeBitCast(start, to: (@convention(c) () -> Void).self)()
        unsetenv(variable)
    }

    private static let variable = "OPENBLAS_CORETYPE"

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
