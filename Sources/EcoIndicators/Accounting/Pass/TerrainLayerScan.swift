import EcoGrids
import EcoParameters
import Synchronization

/// Looks at every cell of layers that terrain models read and do not survey themselves, before a model runs: routing takes
/// all of the grid and a long time, and marks of missing cells or a wrong unit must show before it.
final class TerrainLayerScan: Sendable {
    struct Task {
        let window: Window
        /// Whether the cells count in the inventory, which tells of the window that holds the regions.
        let isCounted: Bool
    }

    private struct Progress {
        var next = 0
        var census: [LayerRole: LayerCensus] = [:]
        var findings: [Diagnostic] = []
    }

    private let stack: LayerStack
    private let roles: [LayerRole]
    private let opener: any RasterOpener
    private let settings: PassSettings
    private let tasks: [Task]
    private let progress = Mutex(Progress())

    /// - Parameter roles: layers that no window of the pass itself reads.
    init(
        _ roles: [LayerRole], of stack: LayerStack, regions: Window?, opener: any RasterOpener,
        settings: PassSettings
    ) {
        self.stack = stack
        self.roles = roles
        self.opener = opener
        self.settings = settings
        let blocks = roles.compactMap { stack.layers[$0]?.blockSize }
        let tiling = WindowTiling(
            stack.grid.extent, blockWidth: blocks.map(\.width).max() ?? 256,
            blockHeight: blocks.map(\.height).max() ?? 256, atLeast: settings.taskSide)
        tasks = roles.isEmpty ? [] : tiling.flatMap { Self.tasks($0, regions) }
    }

    /// A window cut at the borders of the one that holds the regions.
    static func tasks(_ window: Window, _ regions: Window?) -> [Task] {
        guard let inner = regions.flatMap(window.intersection) else {
            return [Task(window: window, isCounted: false)]
        }
        let (right, bottom) = (inner.column + inner.width, inner.row + inner.height)
        let rest = [
            Window(
                column: window.column, row: window.row, width: window.width, height: inner.row - window.row),
            Window(
                column: window.column, row: bottom, width: window.width,
                height: window.row + window.height - bottom),
            Window(
                column: window.column, row: inner.row, width: inner.column - window.column,
                height: inner.height),
            Window(
                column: right, row: inner.row, width: window.column + window.width - right,
                height: inner.height),
        ]
        return [Task(window: inner, isCounted: true)]
            + rest.filter { !$0.isEmpty }.map { Task(window: $0, isCounted: false) }
    }

    /// What was seen; throws where a layer cannot be read or holds what is no data of its kind.
    func run() throws(DiagnosticFailure) -> [LayerRole: LayerCensus] {
        guard !tasks.isEmpty else { return [:] }
        Workers.run(min(settings.jobs, tasks.count)) { [self] in work() }
        let (census, failures) = progress.withLock { ($0.census, $0.findings) }
        let found = failures + stack.findings(census)
        if !found.isEmpty { throw DiagnosticFailure(found.sortedByLocation()) }
        return census
    }

    private func work() {
        do throws(DiagnosticFailure) {
            var reader = try LayerReader(stack, roles: roles, usesSlope: false, opener: opener)
            let cells = LayerWindow(window: .empty, classes: Raster(.empty))
            while let task = next {
                try reader.read(task.window, into: cells)
                let seen = reader.takeCensus().mapValues { task.isCounted ? $0 : $0.withoutCells }
                progress.withLock { $0.census.merge(seen) }
            }
        } catch {
            progress.withLock { $0.findings += error.diagnostics }
        }
    }

    private var next: Task? {
        guard !settings.observer.mustStop else { return nil }
        return progress.withLock { progress in
            guard progress.findings.isEmpty, progress.next < tasks.count else { return nil }
            defer { progress.next += 1 }
            return tasks[progress.next]
        }
    }
}
