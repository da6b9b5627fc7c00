@testable import EcoQuota
import EcoTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Both files read back by the general solver HiGHS, where its library is present, and solved there.
@Suite(
    "Files read by another solver",
    .enabled(if: HiGHSSolver.hindrance == nil, "libhighs.so is not there (ECOCOMP_HIGHS)"))
struct ReadBackTests {
    /// The optimum that HiGHS finds in a file.
    private func optimum(_ text: String, _ name: String) throws -> Double {
        let path = "/tmp/ecocomp-\(getpid())-\(name)"
        let file = try #require(fopen(path, "w"))
        defer { unlink(path) }
        fputs(text, file)
        fclose(file)
        return try FileReader().optimum(path)
    }

    private func check(_ program: MarketProgram, _ names: ProgramNames, _ expected: Double, _ id: Int) throws
    {
        for format in ProgramFormat.allCases {
            let text = format.text(program, names: names)
            let found = try optimum(text, "\(id).\(format.rawValue)")
            #expect((found - expected).magnitude <= 1e-8 * max(1, expected.magnitude), "\(format)")
        }
    }

    @Test(arguments: 1...24)
    func randomProgrammes(_ seed: Int) throws {
        var random = RandomProgram(seed: UInt64(seed) + 100)
        let (program, _) = random.make(
            columns: 9, rows: 3, sloped: seed.isMultiple(of: 3),
            wholeColumns: seed.isMultiple(of: 3) ? 0 : seed % 4)
        let solution = try BranchAndBoundSolver(over: ReferenceSolver()).solve(program)
        try check(program, ProgramNames(program), program.objective(solution.values), seed)
    }

    /// The golden value of the 117-county instance.
    @Test func goldenInstance() throws {
        let generator = InstanceGenerator(counties: 117, receptors: 58, zones: 11, seed: 1, isSloped: false)
        let problem = try QuotaProblem(generator.records())
        let program = MarketProgram(problem)
        try check(program, ProgramNames(problem, program), 762_661_630.673, 1000)
    }
}

private struct FileReader {
    private typealias Handle = UnsafeMutableRawPointer

    private let library: Handle

    init() throws {
        let given = getenv("ECOCOMP_HIGHS").map { String(cString: $0) }
        library = try #require(dlopen(given ?? "libhighs.so", RTLD_NOW))
    }

    private func function<Function>(_ name: String, as type: Function.Type) throws -> Function {
        unsafeBitCast(try #require(dlsym(library, name)), to: type)
    }

    func optimum(_ path: String) throws -> Double {
        let create = try function("Highs_create", as: (@convention(c) () -> Handle?).self)
        let destroy = try function("Highs_destroy", as: (@convention(c) (Handle) -> Void).self)
        let setFlag = try function(
            "Highs_setBoolOptionValue",
            as: (@convention(c) (Handle, UnsafePointer<CChar>, Int32) -> Int32).self)
        let setNumber = try function(
            "Highs_setDoubleOptionValue",
            as: (@convention(c) (Handle, UnsafePointer<CChar>, Double) -> Int32).self)
        let read = try function(
            "Highs_readModel", as: (@convention(c) (Handle, UnsafePointer<CChar>) -> Int32).self)
        let run = try function("Highs_run", as: (@convention(c) (Handle) -> Int32).self)
        let status = try function("Highs_getModelStatus", as: (@convention(c) (Handle) -> Int32).self)
        let value = try function("Highs_getObjectiveValue", as: (@convention(c) (Handle) -> Double).self)
        let handle = try #require(create())
        defer { destroy(handle) }
        _ = setFlag(handle, "output_flag", 0)
        _ = setNumber(handle, "small_matrix_value", 1e-12)
        _ = setNumber(handle, "mip_rel_gap", 0)
        try #require(read(handle, path) == 0)
        try #require(run(handle) == 0)
        try #require(status(handle) == 7)
        return value(handle)
    }
}
