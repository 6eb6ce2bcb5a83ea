using System.Text.Json;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

public sealed class GraphBuilderTests
{
    private static readonly GraphSchema Schema = GraphSchema.Build(Library.Declare, new GraphSchemaOptions { RequireDescriptions = true });

    private const string Expected = """"
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective", "@cost", "@key", "@listSize", "@shareable"]) @link(url: "https://example.org/owner/v1.0", import: ["@owner"]) @composeDirective(name: "@owner")

        """Who answers for it."""
        directive @owner(
          """Who answers for it."""
          team: String!
        ) repeatable on OBJECT | FIELD_DEFINITION

        """What can be read."""
        type Query {
          """One book."""
          book(
            """Its id."""
            id: ID!
          ): Book

        """";

    [Fact]
    public void The_schema_prints_as_a_subgraph_reads_it()
    {
        Assert.StartsWith(Expected.TrimEnd(), Schema.Sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("_entities", Schema.Sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("directive @key", Schema.Sdl, StringComparison.Ordinal);
        Assert.Contains("type PageInfo @shareable {", Schema.Sdl, StringComparison.Ordinal);
        Assert.Contains("type Author @key(fields: \"id name\") {", Schema.Sdl, StringComparison.Ordinal);
        Assert.Contains("name: String! @owner(team: \"catalogue\") @shareable", Schema.Sdl, StringComparison.Ordinal);
        Assert.Contains("extra: JSON = { a: [1, 2.50], b: null }", Schema.Sdl, StringComparison.Ordinal);
        Assert.EndsWith("}\n", Schema.Sdl, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_parts_are_declared_does_not_change_the_schema_s_text()
    {
        string Build(params Action<GraphBuilder>[] parts) => GraphSchema.Build(graph => Array.ForEach(parts, part => part(graph))).Sdl;
        Action<GraphBuilder> one = graph => graph.Query("a: A", _ => null), two = graph => graph.Object<string>("A", "A.", a => a.Field("x: Int", _ => 1)), three = graph => graph.Query("b: Int", _ => 1);
        Assert.Equal(Build(one, two, three), Build(three, two, one));
    }

    [Fact]
    public void An_enum_is_named_after_its_members_in_the_order_given()
    {
        var type = (EnumType)Schema.Types["BookState"];
        Assert.Equal(["LENT", "ON_SHELF", "L1N"], type.Entries.Keys);
        Assert.Equal(Library.BookState.OnShelf, type.Entries["ON_SHELF"].Value);
        Assert.Equal("Use LENT.", type.Entries["L1N"].Deprecation);
    }

    [Fact]
    public void An_input_s_maker_gets_coerced_fields_and_defaults()
    {
        using var given = JsonDocument.Parse("""{"title": "T", "tags": "one"}""");
        var problems = new InputProblems();
        var made = Assert.IsType<Library.BookInput>(InputCoercion.Read(given.RootElement, Schema.Types["BookInput"], problems));
        Assert.Equal(0, problems.Count);
        Assert.Equal("T", made.Title);
        Assert.Equal(Library.BookState.Lent, made.State);
        Assert.Equal(["one"], made.Tags);
        Assert.Equal("""{"a":[1,2.50],"b":null}""", made.Extra!.Value.GetRawText());
    }

    [Fact]
    public void A_connection_brings_its_types_and_arguments()
    {
        var field = Schema.Query.Fields["shelf"];
        Assert.Equal("BookConnection!", field.Type.ToString());
        Assert.Equal(["state", "first", "after", "last", "before"], field.Arguments.Keys);
        Assert.Equal(["nodes", "edges", "pageInfo", "totalCount"], ((ObjectType)Schema.Types["BookConnection"]).Fields.Keys);
        Assert.Equal("Long", ((ObjectType)Schema.Types["BookConnection"]).Fields["totalCount"].Type.ToString());
        Assert.Equal(["first", "last"], field.ListSize!.SlicingArguments);
        Assert.Equal(["nodes", "edges"], field.ListSize.SizedFields);
        Assert.Equal(50, field.ListSize.Assumed);
    }

    [Theory]
    [InlineData(2, null, "1,2", true, false)]
    [InlineData(null, 2, "2,1", false, true)]
    public async Task A_page_knows_whether_there_is_more(int? first, int? last, string ids, bool next, bool previous)
    {
        var resolver = (FieldResolver.Later)Schema.Query.Fields["shelf"].Resolver!;
        var connection = (GraphConnection<Library.Book>)(await resolver.Resolve(null, new FakeContext(("first", first), ("last", last))))!;
        Assert.Equal(ids, string.Join(',', connection.Nodes.Select(book => book.Id)));
        Assert.Equal((next, previous), (connection.HasNextPage, connection.HasPreviousPage));
        var page = (ObjectType)Schema.Types["PageInfo"];
        Assert.Equal(connection.Nodes[^1].Id, ((FieldResolver.Value)page.Fields["endCursor"].Resolver!).Resolve(connection, new FakeContext()));
    }

    [Theory]
    [InlineData(201, null, "first must be 0 to 200.")]
    [InlineData(null, -1, "last must be 0 to 200.")]
    [InlineData(1, 1, "Give first or last, not both.")]
    public async Task A_page_out_of_bounds_is_refused(int? first, int? last, string message)
    {
        var resolver = (FieldResolver.Later)Schema.Query.Fields["shelf"].Resolver!;
        var refusal = await Assert.ThrowsAsync<CoercionException>(async () => await resolver.Resolve(null, new FakeContext(("first", first), ("last", last))));
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public async Task Resolvers_of_every_form_are_called_as_typed()
    {
        var book = (ObjectType)Schema.Types["Book"];
        Assert.Equal("FIRST", ((FieldResolver.Value)book.Fields["title"].Resolver!).Resolve(Library.Books["1"], new FakeContext(("loud", true))));
        var authors = await ((FieldResolver.Batch)book.Fields["author"].Resolver!).Resolve([Library.Books["1"], Library.Books["2"]], new FakeContext());
        Assert.Equal([new Library.Author("a", "Ann"), null], authors);
        var works = await ((FieldResolver.Later)Schema.Query.Fields["works"].Resolver!).Resolve(null, new FakeContext());
        Assert.Equal(3, ((Library.Book[])works!).Length);
        var events = ((FieldResolver.Events)Schema.Subscription!.Fields["added"].Resolver!).Open(new FakeContext());
        Assert.Equal("1", ((Library.Book)(await events.FirstAsync(TestContext.Current.CancellationToken))!).Id);
    }

    [Fact]
    public void What_is_said_of_a_field_is_in_the_model()
    {
        Assert.Equal(["works:read"], Schema.Query.Fields["works"].Scopes);
        Assert.Equal(25, Schema.Mutation!.Fields["addBook"].Cost);
        Assert.Equal("Use length.", ((ObjectType)Schema.Types["Film"]).Fields["minutes"].Deprecation);
        Assert.True(((InputType)Schema.Types["Choice"]).IsOneOf);
        Assert.Equal(Library.BookState.OnShelf, Schema.Query.Fields["shelf"].Arguments["state"].DefaultValue);
        Assert.Equal("What for.", Schema.Query.Fields["search"].Arguments["by"].Description);
    }

    [Fact]
    public void A_value_of_an_interface_or_union_is_told_by_its_clr_type()
    {
        Assert.Same(Schema.Types["Book"], Schema.PossibleTypes.Resolve(Schema.Types["Work"], Library.Books["1"]));
        Assert.Same(Schema.Types["Author"], Schema.PossibleTypes.Resolve(Schema.Types["Found"], new Library.Author("a", "A")));
        Assert.Null(Schema.PossibleTypes.Resolve(Schema.Types["Work"], "text"));
    }

    [Fact]
    public void Built_in_scalars_nobody_uses_are_not_there() => Assert.DoesNotContain("Float", Schema.Types.Keys);

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_places()
    {
        var problems = Assert.Throws<GraphSchemaException>(() => GraphSchema.Build(graph =>
        {
            graph.Query("a(x: Missing): Nothing", _ => null, "A.");
            graph.Query("b(: Int", _ => null, "B.");
            graph.Object<string>("T", "T.", t =>
            {
                t.Field("x: Int", _ => 1);
                t.Field("x: Int", _ => 1, "Twice.");
            });
            graph.Object<string>("T", "Again.", t => t.Field("y: Int", _ => 1, "Y."));
            graph.Input("I", "I.", "\"F.\" f: Int = \"text\" \"G.\" g: T");
            graph.Extend<int>("T", t => t.Field("z: Int", _ => 1, "Z."));
            graph.QueryConnection("list: [T!]!", (_, _) => ValueTask.FromResult(new GraphConnection<string>([], one => one)), "L.");
        }, new GraphSchemaOptions { RequireDescriptions = true })).Problems;

        string[] expected =
        [
            "Type Query.list is a connection", "Query.a refers to type Nothing, which is not declared.", "Type Query: the signature \"b(: Int\" cannot be read", "T.x is declared more than once.",
            "Type T is declared more than once", "I.f: its default \"text\" does not fit.", "The type of I.g must be Input Type but got: T.", "Type T is extended, but not", "T.x has no description.",
        ];
        Assert.All(expected, part => Assert.Contains(problems, problem => problem.Contains(part.Replace("Type Query.list", "Query.list", StringComparison.Ordinal), StringComparison.Ordinal)));
    }
}
