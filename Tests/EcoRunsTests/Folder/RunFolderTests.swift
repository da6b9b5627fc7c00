import EcoParameters
import Glibc
import Testing

@testable import EcoRuns

/// A folder of its own for each test, removed afterwards.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/ecocomp-test-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        path = made ?? "/tmp/ecocomp-test-\(getpid())"
    }

    deinit { RunFolder.removeTree(path) }
}

private func writeRun(_ content: String, to destination: String) throws {
    let folder = try RunFolder(destination: destination)
    try folder.write(content, to: "accounts.csv")
    try folder.write(#"{"tool": {"name": "ecocomp"}}"#, to: "manifest.json")
    try folder.commit()
}

@Suite struct RunFolderTests {
    let temporary = TemporaryFolder()
    var destination: String { temporary.path + "/runs/r1" }

    @Test func aCommittedFolderHoldsItsFilesAndNothingElseIsLeft() throws {
        try writeRun("a,b\n", to: destination + "/")
        #expect(WholeFile.text(destination + "/accounts.csv") == "a,b\n")
        #expect(RunFolder.names(in: temporary.path + "/runs") == ["r1"])
    }

    @Test func aSecondRunReplacesTheFirstWhole() throws {
        try writeRun("old", to: destination)
        try writeRun("new", to: destination)
        #expect(WholeFile.text(destination + "/accounts.csv") == "new")
        #expect(RunFolder.names(in: temporary.path + "/runs") == ["r1"])
    }

    @Test func anUncommittedFolderVanishesAndTheOldRunStays() throws {
        try writeRun("old", to: destination)
        do {
            let folder = try RunFolder(destination: destination)
            try folder.write("half", to: "accounts.csv")
        }
        #expect(WholeFile.text(destination + "/accounts.csv") == "old")
        #expect(RunFolder.names(in: temporary.path + "/runs") == ["r1"])
    }

    @Test func aFolderThatIsNoRunIsNotOverwritten() throws {
        let foreign = temporary.path + "/photos"
        try RunFolder.makeFolders(foreign)
        try WholeFile.write("mine", to: foreign + "/family.txt")
        let failure = #expect(throws: Diagnostic.self) { try writeRun("x", to: foreign) }
        #expect(failure?.code == "output_exists")
        #expect(WholeFile.text(foreign + "/family.txt") == "mine")
    }

    @Test func aManifestOfAnotherProgramMarksNoRun() throws {
        let foreign = temporary.path + "/site"
        try RunFolder.makeFolders(foreign)
        try WholeFile.write(#"{"name": "a web page", "icons": []}"#, to: foreign + "/manifest.json")
        let failure = #expect(throws: Diagnostic.self) { try writeRun("x", to: foreign) }
        #expect(failure?.code == "output_exists")
        #expect(RunFolder.names(in: foreign) == ["manifest.json"])
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
        try WholeFile.write("a file", to: temporary.path + "/file")
        let failure = #expect(throws: Diagnostic.self) { try writeRun("x", to: temporary.path + "/file/r1") }
        #expect(failure?.code == "cannot_write")
        #expect(failure?.path.hasPrefix(temporary.path + "/file") == true)
    }

    @Test func aKilledRunLeavesTheOldOneAndIsClearedByTheNext() async throws {
        try writeRun("old", to: destination)
        let destination = destination
        await #expect(processExitsWith: .signal(SIGKILL)) { [destination = destination as String] in
            let folder = try RunFolder(destination: destination)
            try folder.write("half", to: "accounts.csv")
            kill(getpid(), SIGKILL)
        }
        #expect(WholeFile.text(destination + "/accounts.csv") == "old")
        let leftovers = RunFolder.names(in: temporary.path + "/runs").filter { $0.hasPrefix(".r1.tmp-") }
        #expect(leftovers.count == 1)
        try writeRun("new", to: destination)
        #expect(RunFolder.names(in: temporary.path + "/runs") == ["r1"])
    }

    /// A limit on the size of files stands in for a disk that fills up: both make `write` fall short.
    @Test func aDiskThatFillsUpLeavesTheOldRunWhole() async throws {
        try writeRun("old", to: destination)
        let destination = destination
        await #expect(processExitsWith: .success) { [destination = destination as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            do {
                try writeRun(String(repeating: "x", count: 5_000), to: destination)
                exit(1)
            } catch let failure as Diagnostic {
                exit(failure.code == "cannot_write" ? 0 : 2)
            }
        }
        #expect(WholeFile.text(destination + "/accounts.csv") == "old")
        #expect(RunFolder.names(in: temporary.path + "/runs") == ["r1"])
    }
}
