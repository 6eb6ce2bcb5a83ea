using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.GraphQL.Types;
using Banyan.TestKit;
using Products;

namespace Banyan.GraphQL.Tests.Federation.Judges;

/// <summary>Two composers that know nothing of each other accept what the engine prints.</summary>
[Trait("needs", "node")]
public sealed partial class CompositionTests
{
    [Fact]
    public async Task The_sample_composes_with_the_reference_subgraphs() => (await ErrorsAsync(new()
    {
        ["products"] = ProductGraph.Schema.Sdl,
        ["inventory"] = await ReferenceAsync("inventory"),
        ["users"] = await ReferenceAsync("users"),
    })).ShouldBeEmpty();

    [Fact]
    public async Task A_schema_with_connections_costs_and_scopes_composes_alone_and_beside_a_sibling_that_extends_its_entities()
    {
        var sdl = GraphSchema.Build(graph =>
        {
            graph.Scalars(Scalar.DateTime, Scalar.Long);
            graph.QueryConnection("items: Item!", (page, _) => ValueTask.FromResult(page.Cut<string>([], one => one)), "All.", ConnectionParts.TotalCount | ConnectionParts.Backward | ConnectionParts.Edges);
            graph.Query("secret: Int @requiresScopes(scopes: [[\"a\"]]) @authenticated", _ => 1, "Hidden.").Cost(7);
            graph.Object<string>("Item", "One.", item =>
            {
                item.Key("id", (keys, _) => ValueTask.FromResult<IReadOnlyList<string>>([.. keys.Ids("id")]));
                item.Field("id: ID!", one => one, "Stable.");
                item.Field("at: DateTime", _ => null, "When.").Directive("@tag(name: \"time\") @inaccessible");
                item.Field("related: [Item!]!", _ => Array.Empty<string>(), "Others.").ListSize(10);
            });
            graph.Input("Choice", "One of two.", "\"A.\" a: ID, \"B.\" b: Long").Directive("@tag(name: \"input\")");
            graph.Mutation("choose(\"Which.\" by: Choice!): Item", _ => null, "Chooses.");
        }, new GraphSchemaOptions { RequireDescriptions = true }).Sdl;
        const string sibling = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])
            type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
            type Item @key(fields: "id") { id: ID! note: String }
            type Query { noted: [Item!]! page: PageInfo }
            """;
        (await ErrorsAsync(new() { ["own"] = sdl })).ShouldBeEmpty();
        (await ErrorsAsync(new() { ["own"] = sdl, ["sibling"] = sibling })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Banyans_own_schema_composes_alone_and_beside_a_sibling_that_extends_every_entity()
    {
        var sdl = await File.ReadAllTextAsync(NodePackage.Federation.PathOf("..", "..", "docs", "graphql", "schema.graphql"));
        var entities = Entity().Matches(sdl).Select(match => (Type: match.Groups["type"].Value, Key: match.Groups["key"].Value)).ToList();
        entities.Count.ShouldBeGreaterThan(8);
        var sibling = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.0\", import: [\"@key\"])\ntype Query { siblings: Int }\n"
            + string.Concat(entities.Select(one => $"type {one.Type} @key(fields: \"{one.Key}\") {{ {one.Key}: ID! besides: String }}\n"));
        (await ErrorsAsync(new() { ["banyan"] = sdl })).ShouldBeEmpty();
        (await ErrorsAsync(new() { ["banyan"] = sdl, ["sibling"] = sibling })).ShouldBeEmpty();
    }

    [GeneratedRegex("^type (?<type>\\w+) @key\\(fields: \"(?<key>\\w+)\"\\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Entity();

    [Fact]
    public async Task Both_composers_refuse_what_does_not_fit()
    {
        var errors = await ErrorsAsync(new() { ["one"] = "type Query { x: Missing @key }", ["two"] = "type Query { x: Int }" }, isBroken: true);
        errors.Count(error => error.StartsWith("apollo", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        errors.Count(error => error.StartsWith("guild", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    private static async Task<string[]> ErrorsAsync(Dictionary<string, string> subgraphs, bool isBroken = false)
    {
        var (status, output, complaints) = await NodePackage.Federation.RunAsync("node", ["compose.mjs"], JsonSerializer.Serialize(subgraphs));
        status.ShouldBe(0, complaints);
        using var verdicts = JsonDocument.Parse(output);
        foreach (var verdict in isBroken ? [] : verdicts.RootElement.EnumerateObject().ToArray())
        {
            verdict.Value.GetProperty("supergraph").GetString().ShouldNotBeNullOrEmpty($"{verdict.Name}: {verdict.Value.GetProperty("errors")}");
        }

        return [.. verdicts.RootElement.EnumerateObject().SelectMany(verdict => verdict.Value.GetProperty("errors").EnumerateArray().Select(error => $"{verdict.Name}: {error}"))];
    }

    private static Task<string> ReferenceAsync(string name) =>
        NodePackage.Federation.ReadAsync("node_modules", "@apollo", "federation-subgraph-compatibility-tests", "dist", "subgraphs", name, $"{name}.graphql");
}
