// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody who uses EcoComp builds it. Build it optimised for vectors of 256 bits:
//     swift build -c release -Xcc -march=x86-64-v3
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "EcoComp", path: "..")],
    targets: [
        .executableTarget(
            name: "Benchmarks",
            dependencies: [.product(name: "EcoEngine", package: "EcoComp"), "CGDALDecode"]),
        // GDAL without the engine around it: the floor below which no reader through GDAL can come.
        .systemLibrary(
            name: "CGDALDecode", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    ],
    swiftLanguageModes: [.v6]
)
