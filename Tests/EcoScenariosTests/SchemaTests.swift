import EcoParameters
import EcoScenarios
import Foundation
import Testing

/// The schema against an independent validator: the Python package jsonschema, where it is installed.
@Suite(.enabled(if: PythonValidator.isInstalled)) struct SchemaTests {
    @Test func wholeScenarioIsValid() throws {
        #expect(try PythonValidator.accepts(MarketParameters.text))
    }

    @Test func partialScenarioIsValid() throws {
        #expect(try PythonValidator.accepts("extends: ../base\nquota:\n  share: 20 %\n"))
    }

    @Test(arguments: [
        "name: test\nyear: 2019\n", "extends: ../base\nquota:\n  shar: 0.2\n",
        "extends: ../base\nyear: 1800\n", "extends: ../base\nquota: {penalty: 20}\n",
        "extends: ../base\nquota: {share: 1.2}\n", "extends: ../base\nschemes: [{family: linear}]\n",
        "extends: ../base\nschemes: [{family: cubic, id: a}]\n",
    ])
    func mistakesAreRefused(text: String) throws {
        #expect(try !PythonValidator.accepts(text))
    }
}

enum PythonValidator {
    static let isInstalled = (try? run("import jsonschema", arguments: [])) == 0

    static func accepts(_ yaml: String) throws -> Bool {
        let node = try #require(YAMLReader.read(yaml, file: "s.yaml").node)
        let script = """
            import json, sys, jsonschema
            schema, instance = (json.load(open(p)) for p in sys.argv[1:])
            jsonschema.Draft202012Validator.check_schema(schema)
            sys.exit(0 if jsonschema.Draft202012Validator(schema).is_valid(instance) else 3)
            """
        let folder = try TestFolder([
            "schema.json": SchemaWriter.schema(of: MarketParameters.declaration).text,
            "instance.json": node.json.text,
        ])
        let code = try run(script, arguments: ["\(folder.path)/schema.json", "\(folder.path)/instance.json"])
        try #require(code == 0 || code == 3)
        return code == 0
    }

    private static func run(_ script: String, arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension DocumentNode {
    /// As an editor with a YAML 1.2 core schema sees the node.
    var json: JSON {
        switch content {
        case .mapping(let entries): .object(entries.map { ($0.key, $0.value.json) })
        case .sequence(let nodes): .array(nodes.map(\.json))
        case .scalar(let scalar) where scalar.isQuoted: .string(scalar.text)
        case .scalar(let scalar):
            Int(scalar.text).map(JSON.integer) ?? Double(scalar.text).map(JSON.number)
                ?? (scalar.isNull ? .null : ["true": .boolean(true), "false": .boolean(false)][scalar.text])
                ?? .string(scalar.text)
        }
    }
}
