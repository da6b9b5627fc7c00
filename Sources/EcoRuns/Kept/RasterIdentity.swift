import EcoGrids
import EcoParameters
import EcoScenarios
import Glibc
import Synchronization

/// Tells raster files apart by their content.
final class RasterIdentity: Sendable {
    private let files: ScenarioFiles
    private let opener: any RasterOpener
    private let known = Mutex<[String: String?]>([:])

    init(_ files: ScenarioFiles, opener: any RasterOpener) {
        self.files = files
        self.opener = opener
    }

    /// One digest over all files that make up the raster, such as the parts of a mosaic and headers beside it; nil where
    /// one cannot be read as a file.
    func text(_ path: String) -> String? {
        if let text = known.withLock({ $0[path] }) { return text }
        let digests = opener.files(of: path).sorted().map { files.digest(of: $0) }
        let isComplete = !digests.isEmpty && !digests.contains(nil)
        let text = isComplete ? digests.compactMap { $0 }.joined(separator: "+") : nil
        known.withLock { $0[path] = .some(text) }
        return text
    }
}

extension Tool {
    /// Version and build: sums that another program made are not taken, since a kernel may have changed.
    static var engine: String {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return version }
        return "\(version) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// Version and content, the same for copies of one program on several machines.
    static var contentEngine: String { "\(version) \(SHA256.hex(file: "/proc/self/exe") ?? engine)" }
}
