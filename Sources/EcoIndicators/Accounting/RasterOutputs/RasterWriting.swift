import EcoGrids
import EcoParameters
import Synchronization

/// Writes the files of raster outputs, one by each thread that joins in.
final class RasterWriting: Sendable {
    private struct Progress {
        var next = 0
        var findings: [Diagnostic] = []
    }

    private let parts: RasterParts
    private let grid: Grid
    private let format: RasterFormat
    private let storage: any RasterStorage
    private let progress = Mutex(Progress())

    init(_ parts: RasterParts, grid: Grid, format: RasterFormat, storage: any RasterStorage) {
        self.parts = parts
        self.grid = grid
        self.format = format
        self.storage = storage
    }

    var findings: [Diagnostic] { progress.withLock { $0.findings } }

    /// Takes files until none is left, one has failed, or the run is to end.
    func run(mustStop: () -> Bool) {
        while let output = next {
            do throws(GridError) {
                let isWritten = try parts.write(
                    output, grid: grid, format: format, storage: storage, mustStop: mustStop)
                if !isWritten { return }
            } catch {
                progress.withLock { $0.findings.append(error.diagnostic(path: "accounts.rasters")) }
            }
        }
    }

    private var next: Int? {
        progress.withLock { progress in
            guard progress.findings.isEmpty, progress.next < parts.outputs.count else { return nil }
            defer { progress.next += 1 }
            return progress.next
        }
    }
}
