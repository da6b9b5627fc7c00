import EcoGrids
import EcoIndicators
import EcoParameters
import EcoScenarios
import Synchronization

/// Computes accounts and notes what rasters and outlines told them.
public final class GeodataRecorder: Sendable {
    private let geodata: Geodata
    private let folder: String
    private let record = Mutex(GeodataRecord())

    private init(_ geodata: Geodata, folder: String) {
        self.geodata = geodata
        self.folder = folder
    }

    /// The record of a scenario's account. Variants of the scenario whose kernels store other values have other sums:
    /// each is computed, and all go into one record.
    public static func record(
        _ variants: [LoadedScenario], geodata: Geodata, settings: RunSettings
    ) throws(RunFailure) -> GeodataRecord {
        guard let folder = variants.first?.files.folder else { return GeodataRecord() }
        let recorder = GeodataRecorder(geodata, folder: folder)
        var settings = settings
        settings.cache = Sums(recorder: recorder, below: settings.cache)
        settings.partial = nil
        let observed = Geodata(
            rasters: Rasters(recorder: recorder), outlines: Outlines(recorder: recorder))
        for variant in variants {
            _ = try Runner(geodata: observed).run(variant, only: [.accounts], settings: settings)
        }
        return recorder.record.withLock(\.self)
    }

    private func note(_ change: (inout GeodataRecord) -> Void) { record.withLock { change(&$0) } }

    private func noteFile(_ path: String) {
        let name = FilePath.relative(path, to: folder)
        guard record.withLock({ $0.digests[name] == nil }), let digest = SHA256.hex(file: path) else {
            return
        }
        note { $0.digests[name] = digest }
    }

    private struct Rasters: RasterOpener {
        let recorder: GeodataRecorder

        func open(_ request: RasterRequest) throws(GridError) -> any RasterSource {
            let key = GeodataRecord.key(request, in: recorder.folder)
            do throws(GridError) {
                let source = try recorder.geodata.rasters.open(request)
                let facts = GeodataRecord.Facts(
                    name: source.name, grid: source.grid, bands: source.bands,
                    blockWidth: source.blockSize.width, blockHeight: source.blockSize.height)
                recorder.note { $0.rasters[key] = .success(facts) }
                _ = files(of: request.path)
                return source
            } catch {
                recorder.note { $0.rasters[key] = .failure(error) }
                throw error
            }
        }

        func files(of path: String) -> [String] {
            let files = recorder.geodata.rasters.files(of: path)
            let names = files.map { FilePath.relative($0, to: recorder.folder) }
            recorder.note { $0.files[FilePath.relative(path, to: recorder.folder)] = names }
            for file in files { recorder.noteFile(file) }
            return files
        }
    }

    private struct Outlines: OutlineReader {
        let recorder: GeodataRecorder

        func outlines(_ request: OutlineRequest) throws(GridError) -> OutlineCollection {
            let collection = try recorder.geodata.outlines.outlines(request)
            let key = GeodataRecord.key(request, in: recorder.folder)
            recorder.note { $0.outlines[key] = collection.outlines }
            recorder.noteFile(request.path)
            return collection
        }
    }

    private struct Sums: SumStore {
        let recorder: GeodataRecorder
        let below: (any SumStore)?

        func bytes(for key: String) -> [UInt8]? {
            let bytes = below?.bytes(for: key)
            if let bytes { recorder.note { $0.sums[GeodataRecord.key(ofSums: key)] = bytes } }
            return bytes
        }

        func keep(_ bytes: [UInt8], for key: String) {
            recorder.note { $0.sums[GeodataRecord.key(ofSums: key)] = bytes }
            below?.keep(bytes, for: key)
        }
    }
}
