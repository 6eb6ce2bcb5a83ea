using System.Text.Json;
using Banyan.GraphQL.Tests.Types;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Federation;

public sealed class EntityTests
{
    private readonly List<string> _calls = [];

    internal abstract record Media(string Id);

    internal sealed record Song(string Id) : Media(Id);

    internal sealed record Shop(string Name, string Town);

    [Fact]
    public async Task Entities_come_in_the_order_asked_with_one_call_for_each_type_and_key_shape()
    {
        var found = await LoadAsync("""
            [{"__typename": "Song", "id": "2"}, {"__typename": "Shop", "name": "A", "owner": {"id": 7, "tags": [{"id": "x"}]}}, {"__typename": "Song", "id": 1},
             {"__typename": "Shop", "town": "B"}, {"__typename": "Song", "id": "none"}, {"__typename": "Shop", "name": "C", "owner": {"id": "8", "tags": []}}, {"__typename": "Media", "id": "3"}]
            """);
        Assert.Equal([new Song("2"), new Shop("A", "7"), new Song("1"), new Shop("town", "B"), null, new Shop("C", "8"), new Song("3")], found);
        Assert.Equal(["song 2 1 none", "shop A C", "town B", "media 3"], _calls);
    }

    [Theory]
    [InlineData("""{"__typename": "Nothing", "id": "1"}""", "\"Nothing\" is no entity that can be found here.")]
    [InlineData("""{"__typename": "Foreign", "id": "1"}""", "\"Foreign\" is no entity that can be found here.")]
    [InlineData("""{"id": "1"}""", "A representation is an object with __typename and the fields of a key.")]
    [InlineData("""{"__typename": 5}""", "A representation is an object with __typename and the fields of a key.")]
    [InlineData("""[1]""", "A representation is an object with __typename and the fields of a key.")]
    [InlineData("""{"__typename": "Song"}""", "A representation of \"Song\" has the fields of one of its keys: id.")]
    [InlineData("""{"__typename": "Shop", "name": "A", "owner": {"id": 1}}""", "A representation of \"Shop\" has the fields of one of its keys: name owner { id tags { id } }; town.")]
    [InlineData("""{"__typename": "Shop", "town": null}""", "A representation of \"Shop\" has the fields of one of its keys: name owner { id tags { id } }; town.")]
    public async Task A_malformed_representation_fails_alone(string representation, string message)
    {
        var found = await LoadAsync($$"""[{{representation}}, {"__typename": "Song", "id": "1"}]""");
        Assert.Equal(message, Assert.IsType<FailedValue>(found[0]).Failure.Message);
        Assert.Equal(new Song("1"), found[1]);
    }

    [Fact]
    public async Task A_loader_that_breaks_or_miscounts_fails_its_own_items()
    {
        var found = await LoadAsync("""[{"__typename": "Song", "id": "throw"}, {"__typename": "Shop", "town": "miscount"}, {"__typename": "Media", "id": "3"}]""");
        Assert.Equal("thrown", Assert.IsType<FailedValue>(found[0]).Failure.Message);
        Assert.Equal("A key's loader was asked for 1 entities and gave 2.", Assert.IsType<FailedValue>(found[1]).Failure.Message);
        Assert.Equal(new Song("3"), found[2]);
    }

    [Fact]
    public void Only_a_schema_with_entities_has_the_fields_for_them()
    {
        var plain = GraphSchema.Build(graph => graph.Query("x: Int", _ => 1), new GraphSchemaOptions { IsSubgraph = true, ServiceScopes = ["graph:sdl"] });
        Assert.Equal(["x", "_service"], plain.Query.Fields.Keys);
        Assert.DoesNotContain("_Entity", plain.Types.Keys);
        Assert.Equal(["graph:sdl"], plain.Query.Fields["_service"].Scopes);
        Assert.StartsWith("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.0\")\n", plain.Sdl, StringComparison.Ordinal);
        Assert.Equal(["Shop", "Song"], ((UnionType)Schema().Types["_Entity"]).Members.Select(member => member.Name));
    }

    [Theory]
    [InlineData("type Query { x: A } type A @key(fields: \"b\") { b: Int }", "v2.0", "@key")]
    [InlineData("type Query { x: A } interface A @key(fields: \"b\") { b: Int }", "v2.3", "@key")]
    [InlineData("type Query { x: Int @override(from: \"a\") }", "v2.0", "@override")]
    [InlineData("type Query { x: Int @override(from: \"a\", label: \"percent(5)\") }", "v2.7", "@override")]
    [InlineData("type Query { x: A @authenticated @shareable } type A { b: Int @tag(name: \"a\") @inaccessible }", "v2.5", "@authenticated,@inaccessible,@shareable,@tag")]
    [InlineData("type Query { x: A } type A @interfaceObject @key(fields: \"b\") { b: Int }", "v2.3", "@interfaceObject,@key")]
    [InlineData("type Query { x: Int @requiresScopes(scopes: [[\"a\", \"b\"], [\"c\"]]) }", "v2.5", "@requiresScopes")]
    [InlineData("type Query { x: [Int] @shareable @listSize(assumedSize: 5) y: Int @cost(weight: 3) }", "v2.9", "@cost,@listSize,@shareable")]
    [InlineData("type Query { x: A } type A @key(fields: \"b\", resolvable: false) @extends { b: Int @external c: Int @requires(fields: \"b\") d: A @provides(fields: \"b\") }", "v2.0", "@extends,@external,@key,@provides,@requires")]
    public void The_lowest_version_that_has_every_directive_is_linked_and_only_those_are_imported(string sdl, string version, string imports)
    {
        var printed = SdlSchema.Read(sdl).Sdl;
        Assert.StartsWith($"extend schema @link(url: \"https://specs.apollo.dev/federation/{version}\", import: [{string.Join(", ", imports.Split(',').Select(name => $"\"{name}\""))}])", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("directive @", printed, StringComparison.Ordinal);
    }

    private GraphSchema Schema() => GraphSchema.Build(graph =>
    {
        graph.Query("media: Media", _ => null);
        graph.Interface("Media", "Media.", "id: ID!").Key("id", (keys, _) => Note("media", keys.Ids("id"), keys.Ids("id").Select(id => (Media?)new Song(id))));
        graph.Object<Song>("Song", "A song.", song =>
        {
            song.Implements("Media").Key("id", (keys, _) => Note("song", keys.Ids("id"), keys.Ids("id").Select(id => id switch
            {
                "none" => null,
                "throw" => throw new InvalidOperationException("thrown"),
                _ => new Song(id),
            })));
            song.Field("id: ID!", one => one.Id);
        });
        graph.Object<Shop>("Shop", "A shop.", shop =>
        {
            shop.Key("name owner { id tags { id } }", (keys, _) => Note("shop", keys.Ids("name"), keys.Select(key => new Shop(EntityKeys.Text(key, "name")!, EntityKeys.Text(key, "owner.id")!))));
            shop.Key("town", (keys, _) => Note("town", keys.Ids("town"), keys.Ids("town").SelectMany(town => Enumerable.Repeat(new Shop("town", town), town == "miscount" ? 2 : 1))));
            shop.Field("name: String!", one => one.Name);
            shop.Field("town: String!", one => one.Town);
            shop.Field("owner: Owner!", one => one);
        });
        graph.Object<Shop>("Owner", "Who owns it.", owner =>
        {
            owner.Field("id: ID!", one => one.Town);
            owner.Field("tags: [Owner!]!", _ => Array.Empty<Shop>());
        });
        graph.Object<string>("Foreign", "Found elsewhere.", foreign => foreign.ForeignKey("id").Field("id: ID!", one => one));
    });

    private async Task<IReadOnlyList<object?>> LoadAsync(string representations)
    {
        var schema = Schema();
        using var document = JsonDocument.Parse(representations);
        var problems = new InputProblems();
        var read = InputCoercion.Read(document.RootElement, schema.Query.Fields["_entities"].Arguments["representations"].Type, problems);
        Assert.Empty(problems.Found);
        return (IReadOnlyList<object?>)(await ((FieldResolver.Later)schema.Query.Fields["_entities"].Resolver!).Resolve(null, new FakeContext(("representations", read))))!;
    }

    private ValueTask<IReadOnlyList<T>> Note<T>(string what, IEnumerable<string> keys, IEnumerable<T> values)
    {
        _calls.Add($"{what} {string.Join(' ', keys)}");
        return ValueTask.FromResult<IReadOnlyList<T>>([.. values]);
    }
}
