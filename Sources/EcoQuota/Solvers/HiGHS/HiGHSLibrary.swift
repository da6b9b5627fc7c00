import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The C interface of HiGHS, found at run time: by the path in the environment variable `ECOCOMP_HIGHS`, else
/// as `libhighs.so` where the system looks for libraries. Nothing of it is needed to build.
struct HiGHSLibrary: Sendable {
    typealias Handle = UnsafeMutableRawPointer
    typealias Doubles = UnsafePointer<Double>
    typealias Integers = UnsafePointer<Int32>

    let create: @Sendable @convention(c) () -> Handle?
    let destroy: @Sendable @convention(c) (Handle) -> Void
    let version: @Sendable @convention(c) () -> UnsafePointer<CChar>?
    let setBoolean: @Sendable @convention(c) (Handle, UnsafePointer<CChar>, Int32) -> Int32
    let setInteger: @Sendable @convention(c) (Handle, UnsafePointer<CChar>, Int32) -> Int32
    let setDouble: @Sendable @convention(c) (Handle, UnsafePointer<CChar>, Double) -> Int32
    let setString: @Sendable @convention(c) (Handle, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
    let passModel:
        @Sendable @convention(c) (
            Handle, Int32, Int32, Int32, Int32, Int32, Int32, Int32, Double, Doubles, Doubles, Doubles,
            Doubles,
            Doubles, Integers, Integers, Doubles, Integers?, Integers?, Doubles?, Integers?
        ) -> Int32
    let addRows:
        @Sendable @convention(c) (Handle, Int32, Doubles, Doubles, Int32, Integers, Integers, Doubles) ->
            Int32
    let run: @Sendable @convention(c) (Handle) -> Int32
    let modelStatus: @Sendable @convention(c) (Handle) -> Int32
    let solution:
        @Sendable @convention(c) (
            Handle, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>,
            UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
        ) -> Int32
    let integerInfo:
        @Sendable @convention(c) (Handle, UnsafePointer<CChar>, UnsafeMutablePointer<Int32>) -> Int32

    /// The library of this process; the finding where it is not there.
    static let shared: Result<HiGHSLibrary, Diagnostic> = find()

    private static func find() -> Result<HiGHSLibrary, Diagnostic> {
        let given = getenv("ECOCOMP_HIGHS").map { String(cString: $0) }
        let names = given.map { [$0] } ?? ["libhighs.so", "libhighs.so.1", "libhighs.dylib"]
        for name in names {
            guard let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
            return (try? HiGHSLibrary(library)).map { .success($0) } ?? .failure(incomplete(name))
        }
        let cause = dlerror().map { String(cString: $0) } ?? names[0]
        return .failure(missing(cause))
    }

    private init(_ library: Handle) throws(Incomplete) {
        create = try Self.function(library, "Highs_create")
        destroy = try Self.function(library, "Highs_destroy")
        version = try Self.function(library, "Highs_version")
        setBoolean = try Self.function(library, "Highs_setBoolOptionValue")
        setInteger = try Self.function(library, "Highs_setIntOptionValue")
        setDouble = try Self.function(library, "Highs_setDoubleOptionValue")
        setString = try Self.function(library, "Highs_setStringOptionValue")
        passModel = try Self.function(library, "Highs_passModel")
        addRows = try Self.function(library, "Highs_addRows")
        run = try Self.function(library, "Highs_run")
        modelStatus = try Self.function(library, "Highs_getModelStatus")
        solution = try Self.function(library, "Highs_getSolution")
        integerInfo = try Self.function(library, "Highs_getIntInfoValue")
    }

    private struct Incomplete: Error {}

    private static func function<Function>(
        _ library: Handle, _ name: String
    ) throws(Incomplete) -> Function {
        guard let symbol = dlsym(library, name) else { throw Incomplete() }
        return unsafeBitCast(symbol, to: Function.self)
    }

    private static let remedy = LocalizedText(
        en: "install HiGHS and name its library in the environment variable ECOCOMP_HIGHS (python3 -m pip "
            + "install --target DIR highsbox==1.15.1 puts it into "
            + "DIR/highsbox/highs_dist/lib/libhighs.so), or leave out solver: the built-in one needs no library",
        zh: "请安装 HiGHS，并用环境变量 ECOCOMP_HIGHS 指明其动态库（python3 -m pip install --target DIR "
            + "highsbox==1.15.1 后为 DIR/highsbox/highs_dist/lib/libhighs.so）；或不指定 solver，内置求解器无需任何库")

    private static func missing(_ cause: String) -> Diagnostic {
        Diagnostic(
            code: "solver_library_missing", path: "quota.solver",
            LocalizedText(
                en: "the library of the solver highs is not there: \(cause)", zh: "找不到求解器 highs 的动态库：\(cause)"
            ),
            hint: remedy)
    }

    private static func incomplete(_ name: String) -> Diagnostic {
        Diagnostic(
            code: "solver_library_missing", path: "quota.solver",
            LocalizedText(
                en: "\(name) is not a library of HiGHS with its C interface",
                zh: "\(name) 不是带 C 接口的 HiGHS 动态库"),
            hint: remedy)
    }
}
