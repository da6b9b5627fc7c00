import EcoTestSupport
import Testing

@testable import EcoParameters

@Suite struct RecordPiecesTests {
    /// Records as line and cells, from whole bytes.
    private func whole(_ bytes: [UInt8]) -> [String] {
        var scanner = RecordScanner(bytes: bytes)
        return records(&scanner)
    }

    private func pieces(_ bytes: [UInt8], size: Int) throws -> [String] {
        var pieces = RecordPieces(BytesInMemory(bytes), size: size)
        var piece = RecordPieces.Piece()
        var found: [String] = []
        var line = 1
        while try pieces.next(into: &piece) {
            var scanner = RecordScanner(piece, from: 0, line: line)
            found += records(&scanner)
            line = scanner.line
            #expect(piece.bytes[piece.count] == 0x0A && piece.bytes[piece.count + 1] == 0)
        }
        return found
    }

    private func records(_ scanner: inout RecordScanner) -> [String] {
        var found: [String] = []
        while let record = scanner.next() {
            found.append("\(record.line): " + record.fields.map { "\($0.column)<\($0.text)>" }.joined())
        }
        return found
    }

    @Test(
        "records are the same in pieces of every size",
        arguments: [
            "a,b\n1,2\n", "a,b\r\n1,2\r\n\r\n3,4", "a,b\r1,2\r\r3,4\r", "\"a\nb\",c\n\"\"\"\",\"x\r\ny\"\n",
            "a\"b,c\n1,2\n", "\"a\"x,b\n\"c\",d\n", "\"never closed\n1,2\n3,4\n", "", "\n\n\n", "\r\n\r\n",
            "a",
            "\"a\"\"\"\n\"\"\n\"\"\"\"\"\"\r\nb\r\n",
        ])
    func sizes(text: String) throws {
        let bytes = Array(text.utf8)
        for size in 1...bytes.count + 2 { #expect(try pieces(bytes, size: size) == whole(bytes)) }
    }

    @Test("random bytes of separators and quotes")
    func randomBytes() throws {
        var generator = SeededGenerator(seed: 4180)
        let alphabet = Array(",,\"\"\n\r\nab".utf8)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            for size in [1, 2, 3, 5, 8, 13, 64] {
                #expect(try pieces(bytes, size: size) == whole(bytes), "\(bytes) by \(size)")
            }
        }
    }
}
