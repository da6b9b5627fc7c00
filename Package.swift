// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// Method notes and worked cases stand beside the code that they describe; the compiler leaves them out.
func notes(in target: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: "\(Context.packageDirectory)/Sources/\(target)")
    let paths = (files?.allObjects as? [String]) ?? []
    return paths.filter { $0.hasSuffix(".md") || $0.hasSuffix(".yaml") }.sorted()
}

// Targets in layer order: a target sees only those above it. `./test` builds with the import check on.
let package = Package(
    name: "EcoComp",
    products: [
        .executable(name: "ecocomp", targets: ["ecocomp"]),
        // The engine as a library, for the nested package of benchmarks.
        .library(
            name: "EcoEngine",
            targets: [
                "EcoUnits", "EcoParameters", "EcoGrids", "EcoAccounts", "EcoIndicators", "EcoScenarios",
                "EcoGDAL", "EcoRuns",
            ]),
        // The engine for other languages: the functions of CEcoComp/ecocomp.h, in libEcoComp.so.
        .library(name: "EcoComp", type: .dynamic, targets: ["EcoC"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Dimensions, units, money in fen, exact decimals, rounding by GB/T 8170.
        .target(name: "EcoUnits"),
        // One declaration of a parameter: binding, diagnostics, schema, reference documents.
        .target(name: "EcoParameters", dependencies: ["EcoUnits"]),
        // Grids, windows, zones, zonal sums; no input or output.
        .target(name: "EcoGrids", dependencies: ["EcoUnits", "EcoParameters"]),
        // Dense linear algebra; the only importer of CLAPACKE.
        .target(name: "EcoAlgebra", dependencies: ["CLAPACKE"]),
        // Plans of runs, distributions, and what results say about their inputs.
        .target(name: "EcoSampling", dependencies: ["EcoUnits", "EcoAlgebra"]),
        // Search of a box for the best point under constraints: exact methods, a global optimiser, fronts.
        .target(name: "EcoSearch", dependencies: ["EcoUnits", "EcoSampling"]),
        // Regions, account entries, transfers and the ledger: the tables in which modules meet.
        .target(name: "EcoAccounts", dependencies: ["EcoUnits", "EcoParameters"]),
        // GEP indicators, one folder each, and the rule packs.
        .target(
            name: "EcoIndicators",
            dependencies: ["EcoUnits", "EcoParameters", "EcoGrids", "EcoAccounts"],
            exclude: notes(in: "EcoIndicators")),
        // Air-quality standards, statistics, AQI, composite index, ranking.
        .target(name: "EcoAir", dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts"]),
        // Compensation schemes, one folder per family, and settlement.
        .target(
            name: "EcoCompensation", dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts"],
            exclude: notes(in: "EcoCompensation")),
        // The quota market: problem, solvers, certificate, prices.
        .target(
            name: "EcoQuota",
            dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts", "EcoAlgebra"],
            exclude: notes(in: "EcoQuota")),
        // The years play out: processes over the state of a year, draws of weather and parameters, targets.
        .target(
            name: "EcoSimulation",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoAccounts", "EcoIndicators", "EcoAir", "EcoCompensation",
                "EcoQuota", "EcoAlgebra", "EcoSampling",
            ],
            exclude: notes(in: "EcoSimulation")),
        // Scenario files: text to a typed, immutable Scenario; the only importer of CCrypto.
        .target(
            name: "EcoScenarios",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoGrids", "EcoAccounts", "EcoIndicators", "EcoAir",
                "EcoCompensation", "EcoQuota", "EcoSampling", "EcoSimulation", "CCrypto",
                .product(name: "Yams", package: "Yams"),
            ]),
        // Rasters and vectors; the only importer of CGDAL.
        .target(name: "EcoGDAL", dependencies: ["EcoUnits", "EcoParameters", "EcoGrids", "CGDAL"]),
        // The runner, the run folder, provenance.
        .target(
            name: "EcoRuns",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoGrids", "EcoAccounts", "EcoIndicators", "EcoAir",
                "EcoCompensation", "EcoQuota", "EcoSampling", "EcoSearch", "EcoSimulation", "EcoScenarios",
            ]),
        // Report, pictures and workbook, made from a stored run alone; the only importer of CXLSXWriter.
        .target(
            name: "EcoReports",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoAccounts", "EcoScenarios", "EcoRuns", "CXLSXWriter",
            ]),
        // The functions of the C interface; sees no rasters.
        .target(
            name: "EcoC", dependencies: ["CEcoComp", "EcoUnits", "EcoParameters", "EcoScenarios", "EcoRuns"]),
        // The command line: parsing and printing only.
        .executableTarget(
            name: "ecocomp",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoGrids", "EcoAlgebra", "EcoAccounts", "EcoIndicators",
                "EcoAir", "EcoCompensation", "EcoQuota", "EcoScenarios", "EcoGDAL", "EcoRuns", "EcoReports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // System libraries: module map and shim, no code.
        .systemLibrary(
            name: "CLAPACKE", pkgConfig: "openblas lapacke",
            providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // The header of the C interface, which EcoC implements.
        .systemLibrary(name: "CEcoComp"),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // Tests: one target per source target, same folder names; and what several of them share.
        .target(name: "EcoTestSupport", dependencies: ["EcoUnits"], path: "Tests/EcoTestSupport"),
        .testTarget(name: "EcoUnitsTests", dependencies: ["EcoUnits", "EcoTestSupport"]),
        .testTarget(
            name: "EcoParametersTests", dependencies: ["EcoUnits", "EcoParameters", "EcoTestSupport"]),
        .testTarget(
            name: "EcoGridsTests", dependencies: ["EcoUnits", "EcoParameters", "EcoGrids", "EcoTestSupport"]),
        .testTarget(name: "EcoAlgebraTests", dependencies: ["EcoAlgebra"]),
        .testTarget(name: "EcoSamplingTests", dependencies: ["EcoUnits", "EcoSampling"]),
        .testTarget(name: "EcoSearchTests", dependencies: ["EcoUnits", "EcoSearch"]),
        .testTarget(
            name: "EcoAccountsTests",
            dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts", "EcoTestSupport"]),
        .testTarget(
            name: "EcoIndicatorsTests",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoGrids", "EcoAccounts", "EcoIndicators", "EcoTestSupport",
            ]),
        .testTarget(
            name: "EcoAirTests",
            dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts", "EcoAir", "EcoTestSupport"]),
        .testTarget(
            name: "EcoCompensationTests",
            dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts", "EcoCompensation", "EcoTestSupport"]),
        .testTarget(
            name: "EcoQuotaTests",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoAccounts", "EcoAlgebra", "EcoQuota", "EcoTestSupport",
            ]),
        .testTarget(
            name: "EcoSimulationTests",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoAccounts", "EcoIndicators", "EcoAir", "EcoCompensation",
                "EcoQuota", "EcoSimulation", "EcoTestSupport",
            ]),
        .testTarget(
            name: "EcoScenariosTests",
            dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts", "EcoScenarios", "EcoTestSupport"]),
        .testTarget(
            name: "EcoGDALTests", dependencies: ["EcoUnits", "EcoParameters", "EcoGrids", "EcoGDAL"]),
        .testTarget(
            name: "EcoRunsTests",
            dependencies: [
                "EcoUnits", "EcoParameters", "EcoGrids", "EcoAccounts", "EcoIndicators", "EcoAir",
                "EcoCompensation", "EcoSampling", "EcoScenarios", "EcoGDAL", "EcoRuns",
            ]),
        .testTarget(
            name: "EcoCTests",
            dependencies: [
                "CEcoComp", "EcoC", "EcoParameters", "EcoScenarios", "EcoGDAL", "EcoRuns", "EcoTestSupport",
            ]),
        .testTarget(
            name: "EcoReportsTests",
            dependencies: ["EcoUnits", "EcoParameters", "EcoAccounts", "EcoRuns", "EcoReports"]),
        // The built binary from outside: bad input, the contract of the command line and of the run folder.
        .testTarget(name: "ecocompTests", dependencies: ["ecocomp"]),
    ],
    swiftLanguageModes: [.v6]
)
