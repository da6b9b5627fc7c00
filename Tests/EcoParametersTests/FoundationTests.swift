import EcoParameters
import EcoUnits
import Testing

/// What a register says of a value: a standard's source stands only beside a standard's value.
@Suite struct FoundationTests {
    private let share = Parameter<Double>.number(
        "share", range: .fraction, default: "80 %", LocalizedText(en: "share kept", zh: "留存比例"),
        source: "Notice 2", status: .provisional
    ).declaration

    private func field(_ text: String?) throws -> BoundField {
        let name = LocalizedText(en: "Kept", zh: "留存")
        let group = GroupDeclaration(id: "kept", title: name, meaning: name, parameters: [share])
        let node: DocumentNode = text.map { .block(["share": .value($0)]) } ?? .block([:])
        let bound = try Binder.bind(node, to: group, files: MemoryFiles())
        return try #require(bound.fields["share"])
    }

    @Test(arguments: [nil, "80 %", "0.8", "0.80"])
    func theDefaultKeepsItsSourceHoweverItIsWritten(_ text: String?) throws {
        let foundation = share.foundation(of: try field(text))
        #expect(foundation.source == "Notice 2")
        #expect(foundation.status == .provisional)
    }

    @Test(arguments: ["70 %", "0.81"])
    func anotherValueIsTheUsersChoice(_ text: String) throws {
        let foundation = share.foundation(of: try field(text))
        #expect(foundation.source.isEmpty)
        #expect(foundation.status == .choice)
    }
}
