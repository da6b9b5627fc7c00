import EcoScenarios
import Testing

@Suite struct FilePathTests {
    @Test(arguments: [
        ("a/b", "../c.csv", "a/c.csv"), (".", "c.csv", "c.csv"), ("a", "/x/y", "/x/y"),
        ("a", "../../c", "../c"),
        ("/a", "./b//c", "/a/b/c"), ("/", "../c", "/c"),
    ])
    func joins(folder: String, name: String, expected: String) {
        #expect(FilePath.join(folder, name) == expected)
    }

    @Test(arguments: [
        ("/a/b/c.csv", "/a/b", "c.csv"), ("/a/c.csv", "/a/b", "../c.csv"), ("/a/b", "/a/b", "."),
        ("x/t.csv", "x", "t.csv"),
    ])
    func tellsRelativePaths(path: String, folder: String, expected: String) {
        #expect(FilePath.relative(path, to: folder) == expected)
    }

    @Test func folders() {
        #expect(FilePath.folder(of: "a/b/c") == "a/b")
        #expect(FilePath.folder(of: "c") == ".")
        #expect(FilePath.folder(of: "/c") == "/")
    }
}
