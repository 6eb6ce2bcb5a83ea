using System.Security.Claims;
using System.Text;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Types;

namespace Banyan.Benchmarks.Engine;

/// <summary>The schema and the documents the GraphQL engine is measured with; nothing behind it but memory.</summary>
internal sealed class EngineGraph : IServiceProvider
{
    private static readonly Row[] Rows = [.. Enumerable.Range(0, 100).Select(index => new Row(index, $"row {index}", index / 4.0, index % 2 == 0, "x"))];

    private sealed record Row(int Id, string Name, double Price, bool IsOpen, string Note);

    /// <summary>Rows of five leaves each, and events that never come.</summary>
    public static GraphSchema Schema { get; } = GraphSchema.Build(graph =>
    {
        graph.Object<Row>("Row", "One.", row =>
        {
            row.Field("id: ID!", one => one.Id, "Id.");
            row.Field("name: String!", one => one.Name, "Name.");
            row.Field("price: Float!", one => one.Price, "Price.");
            row.Field("isOpen: Boolean!", one => one.IsOpen, "Open.");
            row.Field("note: String", one => one.Note, "Note.");
        });
        graph.Query("rows(first: Int = 100): [Row!]!", c => c.Arg<int>("first") == Rows.Length ? Rows : Rows[..c.Arg<int>("first")], "Rows.");
        graph.Query("row(id: Int!): Row", c => Rows[c.Arg<int>("id")], "One.");
        graph.Subscription("nothing: Int!", c => NothingAsync(c.Cancelled), "Never.");
    });

    /// <summary>Who asks.</summary>
    public GraphContext Context => new(new ClaimsPrincipal(new ClaimsIdentity("bench")), this);

    /// <summary>Fifty fields: ten objects, four leaves each.</summary>
    public static string Fifty { get; } = $"{{ {string.Join(' ', Enumerable.Range(0, 10).Select(index => $"r{index}: row(id: {index}) {{ __typename id name price }}"))} }}";

    /// <summary>A thousand leaves: a hundred rows of ten.</summary>
    public static string Thousand => "{ rows { id name price isOpen note a: id b: name c: price d: isOpen e: note } }";

    /// <summary>About a kilobyte with variables, fragments, directives and nested selections.</summary>
    public static string Kilobyte { get; } = new StringBuilder("query Kilobyte($first: Int = 10, $with: Boolean = true) {\n")
        .AppendJoin('\n', Enumerable.Range(0, 9).Select(index => $"  r{index}: rows(first: $first) {{ id name ...Parts price @include(if: $with) note }}"))
        .Append("\n  one: row(id: 7) { ...Parts ... on Row { note __typename isOpen } }\n}\nfragment Parts on Row { price isOpen a: note b: name c: id d: price }\n").ToString();

    public object? GetService(Type serviceType) => null;

    private static async IAsyncEnumerable<int> NothingAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield return 0;
    }
}
